/// Reads a journal from some record on, in order.
package protocol JournalReading: Sendable {
    /// The next record; `nil` when there is none yet.
    func next() async throws -> JournalRecord?
}
