package import HarvestCore

/// An account's count of one day as XTracker tells it.
///
/// There is one row for an account and a day, written by whichever window was counted last: `trackingID` and
/// `cumulative` jump between overlapping windows.
package struct XTrackerMetric: Hashable, Sendable {
    /// Identifier at XTracker.
    package var id: String
    /// Account.
    package var accountID: AccountID
    /// Day of the count.
    package var day: CivilDate
    /// Kind of count: `daily`.
    package var type: String?
    /// Posts of the day.
    package var count: Int
    /// Posts since the start of the named window.
    package var cumulative: Int
    /// Window named with the count.
    package var trackingID: TrackingID

    /// Keys we know, used or not.
    static let keys = KnownKeys(
        "metric",
        always: """
            id userId date type data
            """,
        sometimes: """
            createdAt updatedAt
            """)

    /// Reads a count.
    package init(_ node: JSONNode, in context: DecodeContext) throws(DecodeError) {
        let reader = try ObjectReader(node, Self.keys, in: context)
        id = try reader.text("id")
        accountID = try reader.identifier("userId")
        day = try reader.timestamp("date").day
        type = try reader.textIfPresent("type")
        let data = try ObjectReader(try reader.node("data"), Self.dataKeys, in: context)
        count = try data.integer("count")
        cumulative = try data.integer("cumulative")
        trackingID = try data.identifier("trackingId")
    }

    private static let dataKeys = KnownKeys("data", always: "count cumulative trackingId")
}
