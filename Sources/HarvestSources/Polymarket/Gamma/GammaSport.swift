package import HarvestCore

/// A sport as Gamma tells it; its tags mark the events that belong to it.
package struct GammaSport: Hashable, Sendable {
    /// Short name: `nba`.
    package var sport: String
    /// Name shown.
    package var name: String?
    /// Numbers of its tags, as text.
    package var tagIDs: [String]
    /// Number of its series, as text.
    package var seriesID: String?

    /// Keys we know, used or not.
    static let keys = KnownKeys(
        "sport",
        always: """
            sport resolution ordering tags series
            """,
        sometimes: """
            id name image primaryTagId createdAt
            """)

    /// Reads a sport.
    package init(_ node: JSONNode, in context: DecodeContext) throws(DecodeError) {
        let reader = try ObjectReader(node, Self.keys, in: context)
        sport = try reader.text("sport")
        name = try reader.textIfPresent("name")
        tagIDs = (try reader.textIfPresent("tags") ?? "").split(separator: ",").map(String.init)
        seriesID = try reader.textIfPresent("series")
    }
}
