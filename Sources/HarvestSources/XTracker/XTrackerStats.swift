package import HarvestCore

/// The counts of a window as XTracker tells them.
package struct XTrackerStats: Hashable, Sendable {
    /// Posts of one hour.
    package struct Bucket: Hashable, Sendable {
        /// Start of the hour.
        package var start: Timestamp
        /// Posts in it.
        package var count: Int
        /// Posts from the window's start to the end of the hour.
        package var cumulative: Int
    }

    /// Posts in the window so far.
    package var total: Int
    /// The same.
    package var cumulative: Int?
    /// Posts expected at the end, by rule of three.
    package var pace: Int?
    /// Days gone, in percent of all.
    package var percentComplete: Int?
    /// Days gone, the running one included.
    package var daysElapsed: Int?
    /// Days to go, the running one included.
    package var daysRemaining: Int?
    /// Days of the window.
    package var daysTotal: Int?
    /// Whether the window has ended.
    package var isComplete: Bool?
    /// Posts by the hour; XTracker calls the hours `daily`. Empty before the start.
    package var hours: [Bucket]

    /// Keys we know, used or not.
    static let keys = KnownKeys(
        "stats",
        always: """
            total cumulative pace percentComplete daysElapsed daysRemaining daysTotal isComplete daily
            """)

    /// Reads counts; an hour that cannot be read is noted as rejected.
    package init(_ node: JSONNode, in context: DecodeContext) throws(DecodeError) {
        let reader = try ObjectReader(node, Self.keys, in: context)
        total = try reader.integer("total")
        cumulative = try reader.integerIfPresent("cumulative")
        pace = try reader.integerIfPresent("pace")
        percentComplete = try reader.integerIfPresent("percentComplete")
        daysElapsed = try reader.integerIfPresent("daysElapsed")
        daysRemaining = try reader.integerIfPresent("daysRemaining")
        daysTotal = try reader.integerIfPresent("daysTotal")
        isComplete = try reader.booleanIfPresent("isComplete")
        hours = context.elements(of: try reader.elements("daily")) { node throws(DecodeError) in
            let bucket = try ObjectReader(node, Self.bucketKeys, in: context)
            return Bucket(
                start: try bucket.timestamp("date"), count: try bucket.integer("count"),
                cumulative: try bucket.integer("cumulative"))
        }
    }

    private static let bucketKeys = KnownKeys("bucket", always: "date count cumulative")
}
