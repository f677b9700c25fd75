/// Reads a journal from some record on, in order.
package protocol JournalCursor: Sendable {
    /// The next record; `nil` when there is none yet.
    func next() async throws -> JournalRecord?
}
