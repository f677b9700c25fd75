package import HarvestCore

/// A counting window as XTracker tells it.
package struct XTrackerTracking: Hashable, Sendable {
    /// Identifier at XTracker.
    package var id: TrackingID
    /// Account whose posts are counted.
    package var accountID: AccountID
    /// Title as it came; may carry blanks at its ends.
    package var title: String
    /// First moment that counts.
    package var start: Timestamp
    /// End as it came; up to a minute off the market's.
    package var end: Timestamp
    /// Address of the event on Polymarket; none before March 2026.
    package var marketLink: String?
    /// Whether XTracker still counts.
    package var isActive: Bool?
    /// Creation at XTracker.
    package var createdAt: Timestamp?
    /// Last change at XTracker.
    package var updatedAt: Timestamp?
    /// The account, where the answer repeats it.
    package var user: [XTrackerUser]
    /// Counts, when asked for.
    package var stats: XTrackerStats?

    /// Slug of the event that `marketLink` points to.
    package var eventSlug: String? { TrackingFacts.slug(ofLink: marketLink) }

    /// Keys we know, used or not.
    static let keys = KnownKeys(
        "tracking",
        always: """
            id userId title startDate endDate isActive createdAt updatedAt
            """,
        sometimes: """
            config marketLink metrics stats target user
            """)

    /// Reads a window; an account inside that cannot be read is noted as rejected.
    package init(_ node: JSONNode, in context: DecodeContext) throws(DecodeError) {
        let reader = try ObjectReader(node, Self.keys, in: context)
        id = try reader.identifier("id")
        accountID = try reader.identifier("userId")
        title = try reader.text("title")
        start = try reader.timestamp("startDate")
        end = try reader.timestamp("endDate")
        marketLink = try reader.textIfPresent("marketLink")
        isActive = try reader.booleanIfPresent("isActive")
        createdAt = try reader.timestampIfPresent("createdAt")
        updatedAt = try reader.timestampIfPresent("updatedAt")
        user = context.elements(of: reader.nodeIfPresent("user").map { [$0] } ?? []) {
            node throws(DecodeError) in try XTrackerUser(node, in: context)
        }
        stats = try reader.nodeIfPresent("stats").map { node throws(DecodeError) in
            try XTrackerStats(node, in: context)
        }
    }
}
