/// The venue's hash of a book: SHA-1 over a compact JSON document of it, in lower-case hexadecimal.
///
/// The document grew over the years, so a book is verified by trying each form it can have had. A hash proves
/// that every level, in order and to the letter, is what the venue had; it cannot say which side is wrong
/// when it differs.
public enum BookHash {
    /// The forms of the hashed document, newest first.
    public enum Era: String, Hashable, Sendable, CaseIterable {
        /// From 2026: with the last trade's price, `""` when there was none.
        case lastTrade
        /// From October 2025: with smallest order, price step and neg-risk flag.
        case marketRules
        /// From October 2024: with the time of the last change.
        case timestamp
        /// Until autumn 2024: market, token and levels.
        case levels
    }

    /// The hash of a book in the form of an era; `nil` when the book lacks something that goes into it.
    public static func digest(of book: BookSnapshot, era: Era) -> String? {
        state(of: book, era: era)?.hexadecimal
    }

    /// The era in whose form the book's own hash recomputes; `nil` when none does or the book has no hash.
    public static func verify(_ book: BookSnapshot) -> Era? {
        guard var hash = book.hash else { return nil }
        return hash.withUTF8 { digits in
            Era.allCases.first {
                state(of: book, era: $0)?.isWritten(as: UnsafeRawBufferPointer(digits)) == true
            }
        }
    }

    /// The digest of the compact document, with an empty hash in it.
    private static func state(of book: BookSnapshot, era: Era) -> SHA1State? {
        var document = BookDocument()
        document.append("market", book.conditionID.rawValue)
        document.append("asset_id", book.tokenID.rawValue)
        if era.hasTimestamp {
            guard let timestamp = book.timestamp else { return nil }
            document.append("timestamp", timestamp)
        }
        document.append("hash", "")
        document.append("bids", levels: .bid, of: book)
        document.append("asks", levels: .ask, of: book)
        if era.hasRules {
            guard let minimumOrderSize = book.minimumOrderSize, let tickSize = book.tickSize,
                let isNegRisk = book.isNegRisk
            else { return nil }
            document.append("min_order_size", minimumOrderSize)
            document.append("tick_size", tickSize)
            document.append("neg_risk", isNegRisk)
        }
        if era.hasLastTrade { document.append("last_trade_price", book.lastTradePrice ?? "") }
        return document.digest()
    }
}

extension BookHash.Era {
    /// Whether the time of the last change is hashed.
    var hasTimestamp: Bool { self != .levels }

    /// Whether smallest order, price step and neg-risk flag are hashed.
    var hasRules: Bool { self == .marketRules || self == .lastTrade }

    /// Whether the last trade's price is hashed.
    var hasLastTrade: Bool { self == .lastTrade }
}
