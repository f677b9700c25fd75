/// Minute bars of quotes as they come in: open, high, low and close of the mid, and the spread.
///
/// Quotes may come in any order; what is kept is bounded by tokens times minutes, not by quotes.
public struct MinuteBars: Sendable {
    private struct Key: Hashable, Comparable {
        let tokenID: TokenID
        let minute: Timestamp

        static func < (left: Key, right: Key) -> Bool {
            (left.tokenID, left.minute) < (right.tokenID, right.minute)
        }
    }

    fileprivate struct Bar {
        let marketID: MarketID
        var first: (time: Timestamp, mid: Price)?
        var last: (time: Timestamp, mid: Price)?
        var high: Price?
        var low: Price?
        var spreadSum: Int64 = 0
        var spreadCount: Int64 = 0
        var narrowest: Amount?
        var widest: Amount?
        var sampleCount = 0
    }

    private var bars: [Key: Bar] = [:]

    /// Starts without quotes.
    public init() {}

    /// Takes a quote. One without a mid counts as a sample and changes no price.
    public mutating func add(
        tokenID: TokenID, marketID: MarketID, mid: Price?, spread: Amount?, capturedAt: Timestamp
    ) {
        let key = Key(tokenID: tokenID, minute: capturedAt.floored(to: .minutes(1)))
        bars[key, default: Bar(marketID: marketID)].add(mid: mid, spread: spread, at: capturedAt)
    }

    /// The rows of all tokens and minutes, by token and minute.
    ///
    /// A minute whose quotes all lacked a side has a row with a count and no prices: that is what was seen.
    public func rows(updatedAt: Timestamp) -> [QuoteMinute] {
        bars.sorted { $0.key < $1.key }.map { key, bar in
            QuoteMinute(
                tokenID: key.tokenID, marketID: bar.marketID, minute: key.minute, open: bar.first?.mid,
                high: bar.high, low: bar.low, close: bar.last?.mid, averageSpread: bar.averageSpread,
                minimumSpread: bar.narrowest, maximumSpread: bar.widest, sampleCount: bar.sampleCount,
                updatedAt: updatedAt)
        }
    }
}

extension MinuteBars.Bar {
    var averageSpread: Amount? {
        guard spreadCount > 0 else { return nil }
        // Half away from zero, as PostgreSQL's avg into six decimals.
        let rounded = (2 * Int64(spreadSum.magnitude) + spreadCount) / (2 * spreadCount)
        return Amount(millionths: spreadSum < 0 ? -rounded : rounded)
    }

    mutating func add(mid: Price?, spread: Amount?, at time: Timestamp) {
        sampleCount += 1
        if let mid {
            if first.map({ time < $0.time }) ?? true { first = (time, mid) }
            if last.map({ time >= $0.time }) ?? true { last = (time, mid) }
            high = max(high ?? mid, mid)
            low = min(low ?? mid, mid)
        }
        guard let spread else { return }
        spreadSum += spread.millionths
        spreadCount += 1
        narrowest = min(narrowest ?? spread, spread)
        widest = max(widest ?? spread, spread)
    }
}
