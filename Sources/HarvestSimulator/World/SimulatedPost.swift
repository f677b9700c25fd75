internal import HarvestCore

/// One post and when the tracker learnt of it.
struct SimulatedPost: Sendable {
    /// Identifier of the tracker, a cuid.
    let id: String
    /// Identifier on the platform, a snowflake.
    let platformID: String
    let text: String
    /// To the second.
    let posted: Timestamp
    /// To the millisecond; some minutes later.
    let imported: Timestamp
}
