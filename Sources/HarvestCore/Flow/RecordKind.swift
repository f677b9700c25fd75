/// The kinds of records that the engine writes. docs/JOURNAL.md says the same to readers of the files.
package enum RecordKind {
    /// A process begins to write.
    package static let opened = "opened"
    /// The settings that collectors are made from, whenever they change.
    package static let settings = "settings"
    /// A run begins.
    package static let start = "start"
    /// An answer of an upstream service, whatever its status.
    package static let frame = "frame"
    /// A request that got no answer.
    package static let unanswered = "unanswered"
    /// Whether a failed request is tried again.
    package static let decision = "decision"
    /// Rows that a run read from the store, or that they could not be read.
    package static let rows = "rows"
    /// A read of the store by a run that is made of nothing else.
    package static let read = "read"
    /// A run's turn at what jobs share.
    package static let turn = "turn"
    /// A run ends, and why.
    package static let end = "end"
    /// Batches that became durable in one transaction.
    package static let commit = "commit"
    /// A batch that could not be stored for the time being: its run is done again from its records.
    package static let spilled = "spilled"
    /// A batch that the store will never take.
    package static let refused = "refused"
}
