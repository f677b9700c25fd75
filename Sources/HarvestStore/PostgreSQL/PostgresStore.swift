public import HarvestCore

/// Stores batches in PostgreSQL, in the tables that Polaris users query.
///
/// Writing, reading, and each answer read in pages have a session and a thread of their own. A commit is
/// durable when it returns: `synchronous_commit` is on whatever the server's default. Lost connections are
/// opened again and transactions repeated a few times; a COMMIT whose answer was lost is looked up on the
/// server, so no batch is written twice. Tables are made and adopted by `migrate` and by nothing else.
public struct PostgresStore: Store {
    /// `postgresql://user@host:port/name`, without a password.
    public let label: String
    private let url: PostgresURL
    private let clock: any EngineClock
    private let writer: PostgresSession
    private let reader: PostgresSession

    init(url: PostgresURL, clock: any EngineClock) throws {
        self.url = url
        self.clock = clock
        label = url.description
        writer = try PostgresSession(url, name: "postgres-write", label: label, clock: clock)
        reader = try PostgresSession(url, name: "postgres-read", label: label, clock: clock)
    }

    /// Makes the tables, or adopts those of Polaris with their rows.
    public func migrate() async throws -> MigrationReport {
        let now = clock.now
        return try await writer.run { try PostgresMigration(on: $0, now: now).run() }
    }

    /// Stores the batches in one transaction; durable when it returns.
    public func commit(_ batches: [Batch]) async throws -> [CommitReceipt] {
        guard !batches.isEmpty else { return [] }
        for _ in PostgresLimits.retryDelays {
            do {
                return try await send(batches)
            } catch let doubt as PostgresCommitDoubt {
                if try await isStored(doubt) { return doubt.receipts }
            }
        }
        throw StoreError.commitUnknown(label, cause: "the connection broke again and again")
    }

    /// The rows that answer a query.
    public func rows(_ query: Query) async throws -> [Row] {
        let statement = SQLText(query, dialect: .postgreSQL)
        return try await reader.run { try $0.query(statement.text, statement.parameters).rows() }
    }

    /// The rows that answer a query in pages of one moment.
    public func pages(
        of query: Query, size: Int, _ body: @Sendable ([Row]) async throws -> Void
    ) async throws {
        let session = try PostgresSession(url, name: "postgres-pages", label: label, clock: clock)
        let cursor = PostgresCursor(session, size: size)
        do {
            try await cursor.open(SQLText(query, dialect: .postgreSQL))
            while case let rows = try await cursor.next(), !rows.isEmpty { try await body(rows) }
            await session.close()
        } catch {
            await session.close()
            throw error
        }
    }

    /// The number of rows of a table.
    public func count(_ table: TableSchema) async throws -> Int {
        let statement = "SELECT count(*) FROM \(SQLText.identifier(table.name))"
        return try await reader.run { connection in
            guard case .integer(let count) = try connection.query(statement).value(0, 0) else { return 0 }
            return Int(count)
        }
    }

    /// Makes daily partitions for today and the days ahead, drops those that end at or before `cutoff`.
    public func maintain(now: Timestamp, cutoff: Timestamp) async throws -> MaintenanceReport {
        try await writer.run { try PostgresMaintenance(on: $0).run(now: now, cutoff: cutoff) }
    }

    /// What `doctor` wants to know, seen from a session of its own. Changes nothing, and tries once.
    public func inspect() async throws -> StoreReport {
        let session = try PostgresSession(url, name: "postgres-look", label: label, clock: clock)
        return try await session.once { try PostgresInspection(on: $0).run() }
    }

    /// Ends the sessions. A later call opens them again.
    func close() async {
        await writer.close()
        await reader.close()
    }

    private func send(_ batches: [Batch]) async throws -> [CommitReceipt] {
        let now = clock.now
        return try await writer.run { try PostgresCommit(on: $0, now: now).store(batches) }
    }

    /// Whether a transaction whose COMMIT went unanswered was committed after all. Waits while it still runs.
    private func isStored(_ doubt: PostgresCommitDoubt) async throws -> Bool {
        for delay in PostgresLimits.retryDelays {
            switch try await writer.run(doubt.outcome) {
            case .committed: return true
            case .aborted: return false
            case .running: try await clock.sleep(for: delay)
            }
        }
        throw StoreError.commitUnknown(label, cause: doubt.cause)
    }
}
