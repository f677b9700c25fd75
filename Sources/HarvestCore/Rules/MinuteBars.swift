/// Minute bars of a token's quotes: open, high, low and close of the mid, and the spread.
public enum MinuteBars {
    /// One quote.
    public struct Sample: Hashable, Sendable {
        /// Token.
        public let tokenID: TokenID
        /// Market.
        public let marketID: MarketID
        /// Mid, when both sides were there.
        public let mid: Price?
        /// Spread, when both sides were there.
        public let spread: Amount?
        /// When it was captured.
        public let capturedAt: Timestamp

        /// Makes a sample.
        public init(
            tokenID: TokenID, marketID: MarketID, mid: Price?, spread: Amount?, capturedAt: Timestamp
        ) {
            self.tokenID = tokenID
            self.marketID = marketID
            self.mid = mid
            self.spread = spread
            self.capturedAt = capturedAt
        }
    }

    /// The bars of all tokens and minutes in the samples, by token and minute.
    ///
    /// A minute whose quotes all lacked a side has a row with a count and no prices: that is what was seen.
    public static func bars(of samples: [Sample], updatedAt: Timestamp) -> [QuoteMinute] {
        var groups: [Key: [Sample]] = [:]
        for sample in samples {
            let minute = sample.capturedAt.floored(to: .minutes(1))
            groups[Key(tokenID: sample.tokenID, minute: minute), default: []].append(sample)
        }
        return groups.sorted { $0.key < $1.key }.map { bar(of: $0.value, key: $0.key, updatedAt: updatedAt) }
    }

    private struct Key: Hashable, Comparable {
        let tokenID: TokenID
        let minute: Timestamp

        static func < (left: Key, right: Key) -> Bool {
            (left.tokenID, left.minute) < (right.tokenID, right.minute)
        }
    }

    private static func bar(of samples: [Sample], key: Key, updatedAt: Timestamp) -> QuoteMinute {
        let inOrder = samples.sorted { $0.capturedAt < $1.capturedAt }
        let mids = inOrder.compactMap(\.mid)
        let spreads = inOrder.compactMap(\.spread)
        return QuoteMinute(
            tokenID: key.tokenID, marketID: inOrder[0].marketID, minute: key.minute, open: mids.first,
            high: mids.max(), low: mids.min(), close: mids.last, averageSpread: mean(spreads),
            minimumSpread: spreads.min(), maximumSpread: spreads.max(), sampleCount: samples.count,
            updatedAt: updatedAt)
    }

    private static func mean(_ amounts: [Amount]) -> Amount? {
        guard !amounts.isEmpty else { return nil }
        return Amount(millionths: amounts.reduce(0) { $0 + $1.millionths } / Int64(amounts.count))
    }
}
