/// A book as `JSONDecoder` reads it: the way most Swift programs would go.
struct FoundationBook: Decodable, Sendable {
    struct Level: Decodable, Sendable {
        let price: String
        let size: String
    }

    private enum CodingKeys: String, CodingKey {
        case market, hash, bids, asks, timestamp
        case token = "asset_id"
        case minimumOrderSize = "min_order_size"
        case tickSize = "tick_size"
        case isNegRisk = "neg_risk"
        case lastTradePrice = "last_trade_price"
    }

    let market: String
    let token: String
    let timestamp: String
    let hash: String
    let bids: [Level]
    let asks: [Level]
    let minimumOrderSize: String?
    let tickSize: String?
    let isNegRisk: Bool?
    let lastTradePrice: String?

    /// A decimal in millionths, exactly: digit by digit, as there is nothing faster in the library that is
    /// exact. `nil` for what is no decimal of at most six decimals.
    static func millionths(_ text: String) -> Int64? {
        var value: Int64 = 0
        var decimals: Int?
        for byte in text.utf8 {
            if byte == UInt8(ascii: "."), decimals == nil {
                decimals = 0
                continue
            }
            guard byte &- 0x30 <= 9 else { return nil }
            value = value * 10 + Int64(byte &- 0x30)
            decimals = decimals.map { $0 + 1 }
        }
        guard !text.isEmpty, decimals ?? 0 <= 6 else { return nil }
        for _ in (decimals ?? 0)..<6 { value *= 10 }
        return value
    }
}
