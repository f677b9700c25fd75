package import HarvestCore

/// A market as CLOB tells it; the second witness of how a market ended.
package struct ClobMarket: Hashable, Sendable {
    /// Condition; old and cancelled markets have none.
    package var conditionID: ConditionID?
    /// Question on chain.
    package var questionID: String?
    /// Question; old ones may begin with `[Single Market]`.
    package var question: String?
    /// Name in addresses.
    package var slug: String?
    /// Tokens of the outcomes in order.
    package var tokens: [ClobToken]
    /// Nominal deadline.
    package var end: Timestamp?
    /// Whether it was ever activated.
    package var isActive: Bool?
    /// Whether trading has ended for good.
    package var isClosed: Bool?
    /// Whether it was put away.
    package var isArchived: Bool?
    /// Whether orders are taken; may be true on a closed market.
    package var isAcceptingOrders: Bool?
    /// Whether it has an order book.
    package var hasOrderBook: Bool?
    /// Whether it paid both sides alike.
    package var isFiftyFifty: Bool?
    /// Whether at most one market of its event resolves to Yes.
    package var isNegRisk: Bool?
    /// Smallest order, in shares.
    package var minimumOrderSize: Size?
    /// Smallest price step.
    package var tickSize: Price?

    /// The token that won, when exactly one did.
    package var winner: ClobToken? {
        let winners = tokens.filter { $0.isWinner == true }
        return winners.count == 1 ? winners[0] : nil
    }

    /// Keys we know, used or not.
    static let keys = KnownKeys(
        "market",
        always: """
            condition_id question_id tokens closed active archived accepting_orders market_slug
            """,
        sometimes: """
            accepting_order_timestamp aot cbos description enable_order_book end_date_iso fees_enabled \
            fpmm game_start_time icon image is_50_50_outcome maker_base_fee market_maker_address \
            minimum_order_age_seconds minimum_order_size minimum_tick_size neg_risk neg_risk_market_id \
            neg_risk_request_id notifications_enabled question rewards seconds_delay tags taker_base_fee
            """)

    /// Reads a market; one unreadable token spoils it, because winners are told among all.
    package init(_ node: JSONNode, in context: DecodeContext) throws(DecodeError) {
        let reader = try ObjectReader(node, Self.keys, in: context)
        conditionID = try reader.identifierIfPresent("condition_id")
        questionID = try reader.textIfPresent("question_id")
        question = try reader.textIfPresent("question")
        slug = try reader.textIfPresent("market_slug")
        end = try reader.timestampIfPresent("end_date_iso")
        isActive = try reader.booleanIfPresent("active")
        isClosed = try reader.booleanIfPresent("closed")
        isArchived = try reader.booleanIfPresent("archived")
        isAcceptingOrders = try reader.booleanIfPresent("accepting_orders")
        hasOrderBook = try reader.booleanIfPresent("enable_order_book")
        isFiftyFifty = try reader.booleanIfPresent("is_50_50_outcome")
        isNegRisk = try reader.booleanIfPresent("neg_risk")
        minimumOrderSize = try reader.roundedIfPresent("minimum_order_size")
        tickSize = try reader.exactIfPresent("minimum_tick_size")
        tokens = []
        for token in try reader.elements("tokens") { tokens.append(try ClobToken(token, in: context)) }
    }
}
