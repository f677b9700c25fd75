public import HarvestCore

/// Stores batches in PostgreSQL, in the tables that Polaris users query.
///
/// Writing, reading, maintenance, and each answer read in pages have a session and a thread of their own. A
/// commit is durable when it returns: `synchronous_commit` is on whatever the server's default, and off only
/// when the store is told to be relaxed. Lost connections are opened again and transactions repeated a few
/// times; a COMMIT whose answer was lost is looked up on the server, at the latest before the next commit, so
/// no batch is written twice. Tables are made and adopted by `migrate` and by nothing else.
public struct PostgresStore: Store {
    /// `postgresql://user@host:port/name`, without a password.
    public let label: String
    private let url: PostgresURL
    private let durability: Durability
    private let patience: PostgresPatience
    private let clock: any EngineClock
    private let writer: PostgresSession
    private let reader: PostgresSession
    /// The commit whose outcome is not known yet: one at most, because one writer waits for each commit.
    private let openCommit = Locked<PostgresOpenCommit?>(nil)
    /// Whether the server ended a page for its length: it is slow, not silent, and would end the same one for
    /// ever. Until reading pages loses its connection.
    private let bearsLongPages = Locked(false)

    init(
        url: PostgresURL, durability: Durability, clock: any EngineClock, patience: PostgresPatience
    ) throws {
        self.url = url
        self.durability = durability
        self.patience = patience
        self.clock = clock
        label = url.description
        writer = try PostgresSession(
            url, name: "postgres-write", label: label, durability: durability, patience: patience,
            clock: clock)
        reader = try PostgresSession(
            url, name: "postgres-read", label: label, patience: patience, clock: clock)
    }

    /// Makes the tables, or adopts those of Polaris with their rows.
    public func migrate() async throws -> MigrationReport {
        let now = clock.now
        return try await writer.run { try PostgresMigration(on: $0, now: now).run() }
    }

    /// Stores the batches in one transaction; durable when it returns.
    ///
    /// After `commitUnknown` the same batches may come again: those that turn out to be stored are answered
    /// with their receipts and not stored again.
    public func commit(_ batches: [Batch]) async throws -> [CommitReceipt] {
        var settled = try await settledCommit()
        let known = batches.map { settled?.takeReceipt(of: $0) }
        let rest = zip(batches, known).filter { $0.1 == nil }.map(\.0)
        var receipts = try await store(rest)[...]
        if let settled {
            let isOver = rest.count == batches.count || settled.unanswered.isEmpty
            openCommit.withLock { $0 = isOver ? nil : settled }
        }
        return known.compactMap { $0 ?? receipts.popFirst() }
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
        let patience = bearsLongPages.withLock { $0 } ? patience.bearingLongPages : patience
        let session = try PostgresSession(
            url, name: "postgres-pages", label: label, patience: patience, clock: clock)
        let cursor = PostgresCursor(session, size: size, patience: patience)
        do {
            try await learning { try await cursor.open(SQLText(query, dialect: .postgreSQL)) }
            while case let rows = try await learning(cursor.next), !rows.isEmpty { try await body(rows) }
            await session.close()
        } catch {
            await session.close()
            throw error
        }
    }

    /// Takes a step of reading pages, and learns from its error how long the next answer's may take.
    private func learning<Result>(_ step: () async throws -> Result) async throws -> Result {
        do { return try await step() } catch let error as StoreError {
            switch error.kind {
            case .cancelled: bearsLongPages.withLock { $0 = true }
            case .connectionLost, .unreachable: bearsLongPages.withLock { $0 = false }
            default: break
            }
            throw error
        }
    }

    /// The number of rows of a table.
    public func count(_ table: TableSchema) async throws -> Int {
        let statement = "SELECT count(*) FROM \(SQLText.identifier(table.name))"
        return try await reader.run { connection in
            try connection.longReading {
                guard case .integer(let count) = try connection.query(statement).value(0, 0) else { return 0 }
                return Int(count)
            }
        }
    }

    /// Makes daily partitions for today and the days ahead, drops those that end at or before `cutoff`.
    ///
    /// It waits for locks on a session of its own, and so never in the way of a commit.
    public func maintain(now: Timestamp, cutoff: Timestamp) async throws -> MaintenanceReport {
        let session = try PostgresSession(url, name: "postgres-keep", label: label, clock: clock)
        return try await session.run { try PostgresMaintenance(on: $0).run(now: now, cutoff: cutoff) }
    }

    /// What `doctor` wants to know, seen from a session of its own. Changes nothing, and tries once.
    public func inspect() async throws -> StoreReport {
        let session = try PostgresSession(
            url, name: "postgres-look", label: label, durability: durability, patience: patience,
            clock: clock)
        return try await session.once { try PostgresInspection(on: $0).run() }
    }

    /// Takes the lock of the service on the writing session, now and whenever that is opened again, and
    /// checks the schema once a session.
    public func takeLease() async throws {
        await writer.keepLease()
        try await writer.once { try PostgresSchemaVersion.require(on: $0) }
    }

    /// Ends the sessions. A later call opens them again.
    func close() async {
        await writer.close()
        await reader.close()
    }

    private func send(_ batches: [Batch]) async throws -> [CommitReceipt] {
        let now = clock.now
        return try await writer.run { connection in
            var commit = PostgresCommit(on: connection, now: now)
            return try commit.store(batches)
        }
    }

    /// Stores batches that are not stored yet. A doubt that cannot be settled stays until the next commit.
    private func store(_ batches: [Batch]) async throws -> [CommitReceipt] {
        guard !batches.isEmpty else { return [] }
        for _ in PostgresLimits.retryDelays {
            do {
                return try await send(batches)
            } catch let doubt as PostgresCommitDoubt {
                openCommit.withLock { $0 = PostgresOpenCommit(doubt, of: batches) }
                let isStored = try await isStored(doubt)
                openCommit.withLock { $0 = nil }
                if isStored { return doubt.receipts }
            }
        }
        throw StoreError.connectionLost(label, cause: "the connection broke again and again during COMMIT")
    }

    /// The commit of unknown outcome, when it is found to be stored now; throws while that cannot be told.
    private func settledCommit() async throws -> PostgresOpenCommit? {
        guard var commit = openCommit.withLock({ $0 }) else { return nil }
        if !commit.isStored { commit.isStored = try await isStored(commit.doubt) }
        let settled = commit.isStored ? commit : nil
        openCommit.withLock { $0 = settled }
        return settled
    }

    /// Whether a transaction whose COMMIT went unanswered was committed after all. Waits while it still runs,
    /// and while the server is away.
    private func isStored(_ doubt: PostgresCommitDoubt) async throws -> Bool {
        for delay in patience.doubtDelays {
            if let answer = try await answer(to: doubt) { return answer }
            try await clock.sleep(for: delay)
        }
        if let answer = try await answer(to: doubt) { return answer }
        throw StoreError.commitUnknown(label, cause: doubt.cause)
    }

    /// What the server says of a doubt now; `nil` when it cannot say yet.
    private func answer(to doubt: PostgresCommitDoubt) async throws -> Bool? {
        do {
            switch try await writer.once(doubt.outcome) {
            case .committed: return true
            case .aborted: return false
            case .running: return nil
            }
        } catch let error as StoreError
            where PostgresSession.isWorthAnother(error) || error.kind == .leaseTaken
        {
            return nil
        }
    }
}
