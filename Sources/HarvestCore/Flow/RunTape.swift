/// What one run takes in from outside, as it happens or as it happened.
///
/// Everything that a run learns while it runs goes through here: answers of services, rows of the store, its
/// turn at what jobs share. Live, the thing is done and written down; in replay, what was written down is
/// given back and nothing is done. A collector that takes its inputs this way, and its time from the run's
/// clock, does the same again whenever it is run from the same records.
package protocol RunTape: Sendable {
    /// How the run's reads of the store are written down.
    var reads: RunReads { get }

    /// Whether the journal has all that it takes to make the run's batches again from it.
    var isRepeatable: Bool { get }

    /// Takes one input. `live` gets it, `record` describes it for the journal, `recall` reads it back from
    /// there. A failure that belongs to the run's course must be part of the value; what `live` throws ends
    /// the run and is not written down.
    func take<Value>(
        live: () async throws -> Value, record: (Value, Moment) -> JournalRecord,
        recall: (JournalRecord) async throws -> Value
    ) async throws -> Value

    /// Does something to the store while no batches are being committed, so that it has a place among the
    /// commits.
    func betweenCommits<Value>(_ body: () async throws -> Value) async throws -> Value

    /// Earlier answers of the store; `nil` where nothing is remembered.
    var memory: ReadMemory? { get }

    /// Does something that only one run may do at a time.
    func inTurn<Value>(_ gate: Gate, _ body: () async throws -> Value) async throws -> Value

    /// Says that the run builds on what an earlier one took in: its records are needed as long as this
    /// run's.
    func builds(on origin: RunOrigin)

    /// Says that later runs may build on this one, until another one says so under the same name.
    func offers(_ name: String)

    /// Says that nobody builds any more on what was offered under this name.
    func withdraws(_ name: String)

    /// The run as others may build on it.
    var origin: RunOrigin { get }

    /// Notes that the run ends. In replay the answer is how it ended then.
    func end(_ end: RunEnd) async throws -> RunEnd
}

extension RunTape {
    package var isRepeatable: Bool { reads == .rows }

    package var memory: ReadMemory? { nil }

    package func betweenCommits<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await body()
    }

    package func builds(on origin: RunOrigin) {}

    package func offers(_ name: String) {}

    package func withdraws(_ name: String) {}
}
