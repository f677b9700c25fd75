package import HarvestCore

/// One outcome's token in a CLOB market.
package struct ClobToken: Hashable, Sendable {
    /// Token; old and cancelled markets have none.
    package var tokenID: TokenID?
    /// Name of the outcome; may be empty on old markets.
    package var outcome: String
    /// Price; 1 or 0 once it has resolved.
    package var price: Price?
    /// Whether it won.
    package var isWinner: Bool?

    /// Keys we know, used or not.
    static let keys = KnownKeys(
        "token",
        always: """
            token_id outcome price winner
            """)

    /// Reads a token.
    package init(_ node: JSONNode, in context: DecodeContext) throws(DecodeError) {
        let reader = try ObjectReader(node, Self.keys, in: context)
        tokenID = try reader.identifierIfPresent("token_id")
        outcome = try reader.text("outcome")
        price = try reader.roundedIfPresent("price")
        isWinner = try reader.booleanIfPresent("winner")
    }
}
