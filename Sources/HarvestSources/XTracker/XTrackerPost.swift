package import HarvestCore

/// A post as XTracker tells it.
package struct XTrackerPost: Hashable, Sendable {
    /// Identifier at XTracker.
    package var id: String
    /// Account.
    package var accountID: AccountID
    /// Number on its platform.
    package var platformID: PostID
    /// Text, cut when long; reposts start with `RT @`.
    package var content: String
    /// When it was posted, to the second.
    package var createdAt: Timestamp
    /// When XTracker captured it.
    package var importedAt: Timestamp?
    /// The element's JSON as it came.
    package var raw: String

    /// Keys we know, used or not.
    static let keys = KnownKeys(
        "post",
        always: """
            id userId platformId content createdAt importedAt
            """,
        sometimes: """
            metrics
            """)

    /// Reads a post.
    package init(_ node: JSONNode, in context: DecodeContext) throws(DecodeError) {
        let reader = try ObjectReader(node, Self.keys, in: context)
        id = try reader.keyText("id")
        accountID = try reader.identifier("userId")
        platformID = try reader.identifier("platformId")
        content = try reader.text("content")
        createdAt = try reader.timestamp("createdAt")
        importedAt = try reader.timestampIfPresent("importedAt")
        raw = node.source
    }
}
