internal import Glibc
internal import HarvestCore
internal import HarvestStore

/// `harvestd replay`.
enum ReplayCommand {
    static func run(_ context: CommandContext) async throws -> ExitCode {
        let directory = context.invocation.value("journal") ?? context.configuration.journalDirectory
        let moments = try moments(context)
        return try await withTarget(context) { store in
            let watch = SignalWatch(notes: context.notes, farewell: "stopping: the replay is not whole")
            let summary = try await watch.cancelling {
                try await replay(directory, during: moments, into: store, context)
            }
            try summary.write(to: context.output)
            return summary.exitCode
        }
    }

    private static func replay(
        _ directory: String, during moments: Range<Timestamp>?, into store: any Store,
        _ context: CommandContext
    ) async throws -> ReplaySummary {
        let begun = context.clock.uptime
        let cursor = try JournalCursor(directory: directory, isLive: false)
        let paced = PacedReading(
            cursor, times: context.invocation.integer("speed"), from: moments?.lowerBound,
            clock: context.clock)
        let cast = JournalCast(context.configuration, store: store, clock: context.clock)
        let replay = JournalReplay(into: store, cast: cast, during: moments)
        let outcome = try await replay.run(paced)
        var summary = ReplaySummary(
            outcome: outcome, records: paced.count,
            damageCount: await cursor.damages().count, digests: try await TableDigest.all(in: store),
            duration: context.clock.uptime - begun)
        if context.invocation.has("compare") {
            summary.live = try await context.withStore { try await TableDigest.all(in: $0) }
        }
        return summary
    }

    private static func moments(_ context: CommandContext) throws -> Range<Timestamp>? {
        let now = context.clock.now
        let from = context.invocation.moment("from", now: now)
        let to = context.invocation.moment("to", now: now)
        guard from != nil || to != nil else { return nil }
        let (start, end) = (from ?? Timestamp(seconds: 0), to ?? Timestamp.storable.upperBound)
        guard start < end else {
            throw UsageError(
                code: "E4005", message: "--from \(start) does not lie before --to \(end)",
                remedy: "swap them; --to is the first moment that is no longer wanted")
        }
        return start..<end
    }

    /// Lends the store that the rows go to, its tables in place.
    private static func withTarget<Result>(
        _ context: CommandContext, _ body: (any Store) async throws -> Result
    ) async throws -> Result {
        let given = context.invocation.value("into")
        let passing = "\(context.configuration.dataDirectory)/replay-\(getpid()).sqlite3"
        let address =
            given.map { DatabaseAddress(parsing: $0) ?? .sqlite(path: $0) } ?? .sqlite(path: passing)
        guard !address.hasPassword else {
            throw UsageError(
                code: "E4007",
                message: "--into holds a password, which every user of this machine could read",
                remedy: "leave the password out and put it into the file that PGPASSFILE names")
        }
        defer {
            // The file may not have been made; whatever is left of it is of no use to anybody.
            if given == nil { for end in ["", "-wal", "-shm"] { unlink(passing + end) } }
        }
        return try await Resources.withStore(address, clock: context.clock) { store in
            if given == nil { _ = try await store.migrate() } else { try await claim(store) }
            return try await body(store)
        }
    }

    /// Makes the tables of a database that was named and takes its lease, so that no service begins to write
    /// it meanwhile. Refused when there are rows: nobody could tell them from those of the journal. Tables
    /// that a migration would adopt are refused before anything is touched.
    static func claim(_ store: any Store) async throws {
        if let table = try await store.inspect().adoptable.first {
            throw notEmpty(store, holds: "the table \(table)")
        }
        _ = try await store.migrate()
        try await store.takeLease()
        for table in TableCatalogue.tables where try await store.count(table) > 0 {
            throw notEmpty(store, holds: "rows of \(table.name)")
        }
    }

    private static func notEmpty(_ store: any Store, holds what: String) -> UsageError {
        UsageError(
            code: "E4005", message: "--into \(store.label) holds \(what) already",
            remedy:
                "name a database without our tables or without rows in them, or a file that is not there yet")
    }
}
