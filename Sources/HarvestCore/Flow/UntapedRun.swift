/// The tape of a run that nobody journals: everything is done, nothing is written down.
package struct UntapedRun: RunTape {
    package let origin: RunOrigin

    /// A tape that keeps nothing, for a run of this name.
    package init(run: String = "") { origin = RunOrigin(run: run, start: 0) }

    package var reads: RunReads { .untaped }

    package func take<Value>(
        live: () async throws -> Value, record: (Value, Moment) -> JournalRecord,
        recall: (JournalRecord) async throws -> Value
    ) async throws -> Value { try await live() }

    package func inTurn<Value>(_ gate: Gate, _ body: () async throws -> Value) async throws -> Value {
        try await gate.pass(body)
    }

    package func end(_ end: RunEnd) async throws -> RunEnd { end }
}
