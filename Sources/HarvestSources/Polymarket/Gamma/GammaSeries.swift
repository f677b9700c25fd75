package import HarvestCore

/// A series of events as Gamma tells it.
package struct GammaSeries: Hashable, Sendable {
    /// Number of the series, as text.
    package var id: String
    /// Name in addresses, such as `elon-tweets-48h`.
    package var slug: String?
    /// Title.
    package var title: String?
    /// How often an event follows: `daily`, `5m`, …
    package var recurrence: String?

    /// Keys we know, used or not.
    static let keys = KnownKeys(
        "series",
        always: """
            id slug title
            """,
        sometimes: """
            $schema active archived categories cgAssetName chats closed collections commentCount \
            commentsEnabled competitive createdAt createdBy description events featured icon image \
            isTemplate layout liquidity new publishedAt published_at pythTokenID recurrence \
            requiresTranslation restricted score seriesType startDate subtitle tags templateVariables \
            ticker updatedAt updatedBy volume volume24hr
            """)

    /// Reads a series.
    package init(_ node: JSONNode, in context: DecodeContext) throws(DecodeError) {
        let reader = try ObjectReader(node, Self.keys, in: context)
        id = try reader.text("id")
        slug = try reader.textIfPresent("slug")
        title = try reader.textIfPresent("title")
        recurrence = try reader.textIfPresent("recurrence")
    }
}
