package import HarvestCore

/// The short form of a market from `/clob-markets/{condition_id}`, whose keys have one to four letters.
package struct ClobMarketInfo: Hashable, Sendable {
    /// Condition; key `c`.
    package var conditionID: ConditionID
    /// Tokens in the order of the outcomes; key `t`.
    package var tokenIDs: [TokenID]
    /// Names of the outcomes; key `t`.
    package var outcomes: [String]
    /// Smallest order, in shares; key `mos`.
    package var minimumOrderSize: Size?
    /// Smallest price step; key `mts`.
    package var tickSize: Price?
    /// Whether at most one market of the event resolves to Yes; key `nr`.
    package var isNegRisk: Bool?
    /// Whether orders are taken; key `ao`.
    package var isAcceptingOrders: Bool?

    /// Keys we know, used or not.
    static let keys = KnownKeys(
        "info",
        always: """
            c t mos mts nr ao
            """,
        sometimes: """
            r mbf tbf cbos aot ibce fd gst cfd sd itode
            """)

    /// Reads a market's short form.
    package init(_ node: JSONNode, in context: DecodeContext) throws(DecodeError) {
        let reader = try ObjectReader(node, Self.keys, in: context)
        conditionID = try reader.identifier("c")
        minimumOrderSize = try reader.exactIfPresent("mos")
        tickSize = try reader.exactIfPresent("mts")
        isNegRisk = try reader.booleanIfPresent("nr")
        isAcceptingOrders = try reader.booleanIfPresent("ao")
        (tokenIDs, outcomes) = ([], [])
        for node in try reader.elements("t") {
            let token = try ObjectReader(node, Self.tokenKeys, in: context)
            tokenIDs.append(try token.identifier("t"))
            outcomes.append(try token.text("o"))
        }
    }

    private static let tokenKeys = KnownKeys("token", always: "t o", sometimes: "p w")
}
