package import HarvestCore

/// A tag as Gamma tells it.
package struct GammaTag: Hashable, Sendable {
    /// Number of the tag, as text.
    package var id: String
    /// Name shown.
    package var label: String?
    /// Name in addresses.
    package var slug: String?

    /// Keys we know, used or not.
    static let keys = KnownKeys(
        "tag",
        always: """
            id label slug
            """,
        sometimes: """
            $schema activeEventsCount carousel createdAt createdBy forceHide forceShow isCarousel \
            publishedAt published_at requiresTranslation updatedAt updatedBy
            """)

    /// Reads a tag.
    package init(_ node: JSONNode, in context: DecodeContext) throws(DecodeError) {
        let reader = try ObjectReader(node, Self.keys, in: context)
        id = try reader.text("id")
        label = try reader.textIfPresent("label")
        slug = try reader.textIfPresent("slug")
    }
}
