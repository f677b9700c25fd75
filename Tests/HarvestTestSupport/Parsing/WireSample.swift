/// Documents in the venue's rendering around parts of the caller's choice.
public enum WireSample {
    /// Identifiers of the usual lengths.
    public static let market = "0x" + String(repeating: "0123456789abcdef", count: 4)
    public static let token = String(repeating: "1234567890", count: 7) + "1234567"
    public static let hash = String(repeating: "0123456789", count: 3) + "abcdefabcd"

    /// A book with these levels.
    public static func book(
        bids: String = "", asks: String = "", least: String = "5", tick: String = "0.001",
        isNegRisk: Bool = false, lastTrade: String = "0.5"
    ) -> String {
        """
        {"market":"\(market)","asset_id":"\(token)","timestamp":"1760000000000","hash":"\(hash)",\
        "bids":[\(bids)],"asks":[\(asks)],"min_order_size":"\(least)","tick_size":"\(tick)",\
        "neg_risk":\(isNegRisk),"last_trade_price":"\(lastTrade)"}
        """
    }

    /// A level.
    public static func level(_ price: String, _ size: String) -> String {
        "{\"price\":\"\(price)\",\"size\":\"\(size)\"}"
    }

    /// A message with these changes.
    public static func message(_ changes: String) -> String {
        """
        {"market":"\(market)","price_changes":[\(changes)],"timestamp":"1770000000000",\
        "event_type":"price_change"}
        """
    }

    /// A changed level.
    public static func change(
        _ price: String, _ size: String, side: String = "BUY", bestBid: String = "0.31",
        bestAsk: String = "0.35"
    ) -> String {
        """
        {"asset_id":"\(token)","price":"\(price)","size":"\(size)","side":"\(side)","hash":"\(hash)",\
        "best_bid":"\(bestBid)","best_ask":"\(bestAsk)"}
        """
    }
}
