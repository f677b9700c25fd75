internal import HarvestCore

/// One maker per kind, so that advice and remedy are the same whichever store met the trouble.
extension StoreError {
    /// No connection to the server, or no way to open the file.
    package static func unreachable(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .unreachable, "cannot reach \(store)", cause: cause, advice: .reconnect,
            remedy: "check that the database is running and that host, port and name are right")
    }

    /// User or password were not accepted.
    package static func wrongPassword(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .wrongPassword, "\(store) did not accept user or password", cause: cause, advice: .stop,
            remedy: "correct user and password in POLARIS_DATABASE_URL or in the file of --dsn-file")
    }

    /// Not allowed.
    package static func permission(_ what: String, cause: String?) -> StoreError {
        StoreError(
            .permission, "not allowed: \(what)", cause: cause, advice: .stop,
            remedy: "grant the right to the user that harvestd runs as")
    }

    /// Readable, not writable.
    package static func readOnly(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .readOnly, "\(store) cannot be written", cause: cause, advice: .stop,
            remedy: "make the directory writable for the user that harvestd runs as, or name another one")
    }

    /// No space left. Worth another attempt, because space comes back when somebody clears it.
    package static func diskFull(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .diskFull, "no space left for \(store)", cause: cause, advice: .retry(after: .seconds(10)),
            remedy: "free space on the disk or move the data; nothing was half-written")
    }

    /// A later program has migrated the database.
    package static func schemaNewer(_ store: String, found: Int, known: Int) -> StoreError {
        StoreError(
            .schemaNewer, "\(store) has schema version \(found), this program knows \(known)", cause: nil,
            advice: .stop, remedy: "run a newer harvestd; a schema is never taken back")
    }

    /// Our tables are missing or of an earlier version.
    package static func schemaMissing(_ store: String, found: Int, known: Int) -> StoreError {
        let state = found == 0 ? "has no tables of harvestd" : "has schema version \(found), not \(known)"
        return StoreError(
            .schemaMissing, "\(store) \(state)", cause: nil, advice: .stop, remedy: "run `harvestd migrate`")
    }

    /// A table with one of our names has columns that do not fit.
    package static func schemaForeign(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .schemaForeign, "\(store) holds a table of another shape under one of our names", cause: cause,
            advice: .stop, remedy: "use another database, or rename the table, then run `harvestd migrate`")
    }

    /// A rule of the schema was broken by more than one row.
    package static func constraint(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .constraint, "\(store) refused the rows", cause: cause, advice: .skip,
            remedy: "see ops_rejected; report it, because single rows should have been refused before")
    }

    /// The lock was not given within our time.
    package static func busy(_ store: String, waited: Duration, cause: String?) -> StoreError {
        StoreError(
            .busy, "\(store) is locked by somebody else; waited \(waited.milliseconds) ms", cause: cause,
            advice: .retry(after: .seconds(1)),
            remedy: "end the other program or transaction that holds the lock")
    }

    /// Damaged.
    package static func corrupt(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .corrupt, "\(store) is damaged", cause: cause, advice: .stop,
            remedy: "keep a copy, restore a backup, or save what can be read with `sqlite3 FILE .recover`")
    }

    /// Some other file.
    package static func notADatabase(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .notADatabase, "\(store) is not a database", cause: cause, advice: .stop,
            remedy: "name another file; this one is left as it is")
    }

    /// The connection broke before COMMIT was sent.
    package static func connectionLost(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .connectionLost, "lost the connection to \(store)", cause: cause, advice: .reconnect,
            remedy: nil)
    }

    /// The connection broke between COMMIT and its answer. Every write is idempotent: send the batch again.
    package static func commitUnknown(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .commitUnknown, "lost the connection to \(store) during COMMIT", cause: cause,
            advice: .reconnect, remedy: nil)
    }

    /// The path is a directory, a device, too long, or its directory cannot be made.
    package static func unusablePath(_ path: String, cause: String?) -> StoreError {
        StoreError(
            .unusablePath, "\(path) cannot hold the database", cause: cause, advice: .stop,
            remedy: "name a file in a directory of a local disk, for example --data-dir ./data")
    }

    /// A commit would not survive a power cut.
    package static func notDurable(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .notDurable, "\(store) does not make commits durable", cause: cause, advice: .stop,
            remedy: "use a local disk and a database with its usual settings")
    }

    /// Cancelled by us or timed out on the server.
    package static func cancelled(_ what: String, cause: String?) -> StoreError {
        StoreError(
            .cancelled, "\(what) was cancelled", cause: cause, advice: .retry(after: .seconds(1)),
            remedy: nil)
    }

    /// Deadlock or serialization failure: the same again will work.
    package static func conflict(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .conflict, "\(store) undid the transaction in favour of another", cause: cause,
            advice: .retry(after: nil), remedy: nil)
    }

    /// Too old, or something is missing.
    package static func unsupported(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .unsupported, "\(store) cannot do what harvestd needs", cause: cause, advice: .stop,
            remedy: "see the requirements in README.md")
    }

    /// Nothing else fits.
    package static func failed(_ what: String, cause: String?) -> StoreError {
        StoreError(.failed, "\(what) failed", cause: cause, advice: .stop, remedy: "report it with this line")
    }

    /// The address cannot be read. It is not part of the message, because it may hold a password.
    package static func badAddress(cause: String?) -> StoreError {
        StoreError(
            .badAddress, "the address of the database cannot be read", cause: cause, advice: .stop,
            remedy: "write it as postgresql://user@host:5432/name")
    }

    /// No thread, descriptor or memory.
    package static func exhausted(_ what: String, cause: String?) -> StoreError {
        StoreError(
            .exhausted, "the machine gave no \(what)", cause: cause, advice: .retry(after: .seconds(1)),
            remedy: "raise the limit of processes, open files or memory")
    }

    /// Reading, writing or syncing failed. What was not acknowledged must be written again from the start.
    package static func disk(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .disk, "the disk of \(store) gave an error", cause: cause, advice: .stop,
            remedy: "see the kernel's log and check the disk")
    }

    /// Another process is the service of this database. For one that runs already it is an outage: the other
    /// may end, and until then commits would overwrite what it notes about its own journal.
    package static func leaseTaken(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .leaseTaken, "another `harvestd run` writes \(store)", cause: cause, advice: .reconnect,
            remedy: "end the other one, or give this one a database of its own")
    }
}
