import HarvestCore

/// The tape of a run that was told to stop before its next input, and is done again: it says so by its error,
/// in a task that nobody has cancelled.
struct StoppedTape: RunTape {
    let reads = RunReads.rows
    let origin = RunOrigin(run: "stopped", start: 1)

    func take<Value>(
        live: () async throws -> Value, record: (Value, Moment) -> JournalRecord,
        recall: (JournalRecord) async throws -> Value
    ) async throws -> Value {
        throw CancellationError()
    }

    func inTurn<Value>(_ gate: Gate, _ body: () async throws -> Value) async throws -> Value {
        try await body()
    }

    func end(_ end: RunEnd) async throws -> RunEnd { .cancelled }
}
