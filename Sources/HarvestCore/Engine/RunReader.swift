/// The store as one run reads it: what it answers is kept on the run's tape.
package struct RunReader: RowSource {
    private let store: any Store
    private let tape: any RunTape

    /// Rows of `store` by way of `tape`.
    init(_ store: any Store, tape: any RunTape) {
        self.store = store
        self.tape = tape
    }

    package func rows(_ query: Query) async throws -> [Row] {
        switch tape.reads {
        case .untaped: return try await store.rows(query)
        case .places: return try await inPlace { try await store.rows(query) }
        case .rows:
            var kept = try await keeping(query) { body in try await body(store.rows(query)) }
            var rows: [Row] = []
            while let page = try kept.next(.max) { rows += page }
            return rows
        }
    }

    package func pages(
        of query: Query, size: Int, _ body: @Sendable ([Row]) async throws -> Void
    ) async throws {
        switch tape.reads {
        case .untaped: try await store.pages(of: query, size: size, body)
        case .places: try await inPlace { try await store.pages(of: query, size: size, body) }
        case .rows:
            var kept = try await keeping(query) { body in
                try await store.pages(of: query, size: size, body)
            }
            while let page = try kept.next(size) { try await body(page) }
        }
    }

    /// Reads what has its place among the commits. Where the order of rows decides what is read next, the
    /// query must name one: the store in which the run is done again has its own.
    private func inPlace<Value>(_ work: () async throws -> Value) async throws -> Value {
        try await tape.betweenCommits { try await noted(work) }.get()
    }

    /// Does something to the store that may take long and must keep no commit waiting: its result is the same
    /// wherever among them it happens. It has its place in the journal where it has ended.
    package func beside<Value>(_ work: () async throws -> Value) async throws -> Value {
        guard tape.reads != .untaped else { return try await work() }
        return try await noted(work).get()
    }

    private func noted<Value>(
        _ work: () async throws -> Value
    ) async throws -> Result<Value, any Error> {
        try await tape.take(
            live: {
                // What waits in the journal is stored later than its place there, so nothing may be read
                // meanwhile that a replay would read otherwise.
                guard tape.memory?.isStoreDown != true else {
                    return .failure(RecalledFailure(EngineError.storeDown))
                }
                return try await Self.outcome(of: work)
            }, record: Self.placeRecord,
            recall: { record in
                try record.expect(RecordKind.read)
                if let failure = RecalledFailure(record) { return .failure(failure) }
                return .success(try await work())
            })
    }

    /// Reads all rows and keeps them with the run.
    private func keeping(
        _ query: Query, read: (@Sendable ([Row]) async throws -> Void) async throws -> Void
    ) async throws -> RowText {
        let outcome: Result<[UInt8], any Error> = try await tape.take(
            live: { try await Self.outcome { try await bytes(of: query, read: read) } },
            record: { outcome, moment in Self.rowsRecord(query, outcome, moment) },
            recall: { record in
                try record.expect(RecordKind.rows)
                return RecalledFailure(record).map { .failure($0) } ?? .success(record.body)
            })
        return try RowText(try outcome.get())
    }

    private func bytes(
        of query: Query, read: (@Sendable ([Row]) async throws -> Void) async throws -> Void
    ) async throws -> [UInt8] {
        if let bytes = tape.memory?.standIn(for: query) { return bytes }
        let bytes = Locked(RowText.header(query.columns))
        try await read { rows in bytes.withLock { RowText.append(rows, to: &$0) } }
        let answer = bytes.withLock { $0 }
        tape.memory?.keep(answer, to: query)
        return answer
    }

    /// A failure of the store belongs to the course of the run; being told to stop does not.
    private static func outcome<Value>(
        of work: () async throws -> Value
    ) async throws -> Result<Value, any Error> {
        do {
            return .success(try await work())
        } catch {
            try Task.checkCancellation()
            return .failure(RecalledFailure(error))
        }
    }

    private static func placeRecord(
        _ outcome: Result<some Any, any Error>, _ moment: Moment
    ) -> JournalRecord {
        JournalRecord(
            RecordKind.read, at: moment.at, uptime: moment.uptime, run: nil,
            fields: failureFields(outcome), body: [])
    }

    private static func rowsRecord(
        _ query: Query, _ outcome: Result<[UInt8], any Error>, _ moment: Moment
    ) -> JournalRecord {
        let table = [JournalRecord.Field("table", .text(query.table.name))]
        let body: [UInt8] = if case .success(let bytes) = outcome { bytes } else { [] }
        return JournalRecord(
            RecordKind.rows, at: moment.at, uptime: moment.uptime, run: nil,
            fields: table + failureFields(outcome), body: body)
    }

    private static func failureFields(_ outcome: Result<some Any, any Error>) -> [JournalRecord.Field] {
        if case .failure(let error) = outcome { RecalledFailure(error).fields } else { [] }
    }
}

extension JobRun {
    /// The store as this run reads it.
    package nonisolated func reading(_ store: any Store) -> RunReader {
        RunReader(store, tape: intake.tape)
    }
}
