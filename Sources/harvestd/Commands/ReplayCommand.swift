internal import Glibc
internal import HarvestCore
internal import HarvestStore

/// `harvestd replay`.
enum ReplayCommand {
    static func run(_ context: CommandContext) async throws -> ExitCode {
        let directory = context.invocation.value("journal") ?? context.configuration.journalDirectory
        let target = try target(context)
        let moments = try moments(context)
        let isOpen = try inspect(directory, context)
        return try await withStore(target, context) { store in
            let watch = SignalWatch(notes: context.notes, farewell: "stopping: the replay is not whole")
            let summary = try await watch.cancelling {
                try await replay(directory, during: moments, into: store, context)
            }
            try summary.write(to: context.output)
            if !summary.differing.isEmpty, isOpen {
                context.notes.notice(
                    "a service writes this journal: rows that came meanwhile make tables differ;"
                        + " compare again when it is stopped")
            }
            return summary.exitCode
        }
    }

    /// Refuses what cannot be replayed; answers whether a service writes the journal.
    private static func inspect(_ directory: String, _ context: CommandContext) throws -> Bool {
        let inspection = try JournalInspection(directory: directory)
        guard inspection.segments == 0 else { return inspection.isOpen }
        guard access(directory, F_OK) == 0 else {
            throw UsageError(
                code: "E4005", message: "there is no journal in \(directory)",
                remedy: "`harvestd run` keeps one; name its directory with --journal or --data-dir")
        }
        context.notes.notice("the journal in \(directory) has no records")
        return inspection.isOpen
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
        guard !context.invocation.has("compare") else {
            throw UsageError(
                code: "E4005", message: "--compare goes with the whole journal, not with --from or --to",
                remedy: "leave one out: the tables hold more than a part of the journal")
        }
        let (start, end) = (from ?? Timestamp(seconds: 0), to ?? Timestamp.storable.upperBound)
        guard start < end else {
            throw UsageError(
                code: "E4005", message: "--from \(start) does not lie before --to \(end)",
                remedy: "swap them; --to is the first moment that is no longer wanted")
        }
        return start..<end
    }

    /// The database that was named; `nil` for none.
    private static func target(_ context: CommandContext) throws -> DatabaseAddress? {
        guard let given = context.invocation.value("into") else { return nil }
        let address = DatabaseAddress(parsing: given) ?? .sqlite(path: given)
        guard !address.hasPassword else {
            throw UsageError(
                code: "E4007",
                message: "--into holds a password, which every user of this machine could read",
                remedy: "leave the password out and put it into the file that PGPASSFILE names")
        }
        return address
    }

    /// Lends the store that the rows go to, its tables in place: the target, or a file that goes again.
    private static func withStore<Result>(
        _ target: DatabaseAddress?, _ context: CommandContext, _ body: (any Store) async throws -> Result
    ) async throws -> Result {
        if let target {
            return try await Resources.withStore(target, clock: context.clock) { store in
                try await claim(store)
                return try await body(store)
            }
        }
        let passing = "\(context.configuration.dataDirectory)/replay-\(getpid()).sqlite3"
        defer {
            // The file may not have been made; whatever is left of it is of no use to anybody.
            for end in ["", "-wal", "-shm"] { unlink(passing + end) }
        }
        return try await Resources.withStore(.sqlite(path: passing), clock: context.clock) { store in
            _ = try await store.migrate()
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
