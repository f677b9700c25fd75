extension ErrorCatalogue {
    /// Databases and their files.
    static let store: [Entry] = [
        Entry(
            "E3001", "database unreachable",
            "No connection could be made. Running services try again by themselves. Check that the"
                + " server runs and that host, port and name are right: harvestd doctor.",
            exit: .unavailable),
        Entry(
            "E3002", "user or password refused",
            "The server did not accept user or password. Correct them in POLARIS_DATABASE_URL or"
                + " in the file of --dsn-file; percent-encode special characters.", exit: .permission),
        Entry(
            "E3003", "not allowed",
            "The database role or the file's mode forbids it. Grant the right that is named.",
            exit: .permission),
        Entry(
            "E3004", "database read-only",
            "The database or its directory cannot be written. Make it writable for the user that"
                + " harvestd runs as, or name another with --data-dir.", exit: .permission),
        Entry(
            "E3005", "disk full", "No space is left. Free some; nothing was half-written.",
            exit: .cannotCreate),
        Entry(
            "E3006", "schema newer than the program",
            "A later harvestd has migrated this database. Run that one; a schema is never taken back.",
            exit: .configuration),
        Entry(
            "E3007", "schema missing or old",
            "Run harvestd migrate on this database; it is safe to run twice. For the service of the package:"
                + " harvestd migrate --dsn-file /etc/harvestd/db.dsn.",
            exit: .configuration),
        Entry(
            "E3008", "foreign table under our name",
            "A table with one of our names has another shape. Use another database, or rename the"
                + " table and migrate.",
            exit: .configuration),
        Entry(
            "E3009", "rows refused",
            "The database refused rows that should have been refused one by one. Report it.",
            exit: .badInput),
        Entry(
            "E3010", "database locked",
            "Somebody else holds the lock for too long. End the other program, or try again.",
            exit: .locked),
        Entry(
            "E3011", "database damaged",
            "Keep a copy, then restore a backup or save what can be read: sqlite3 FILE .recover.",
            exit: .failure),
        Entry(
            "E3012", "not a database", "The file is something else; it is left as it is.",
            exit: .configuration),
        Entry(
            "E3013", "connection lost", "The transaction was certainly not stored; it is sent again.",
            exit: .unavailable
        ),
        Entry(
            "E3014", "outcome of a commit unknown",
            "The connection broke during COMMIT. The batch is sent again; writing twice changes nothing.",
            exit: .unavailable),
        Entry(
            "E3015", "path unusable",
            "The path cannot hold a database. Name a file on a local disk: --data-dir DIR.",
            exit: .cannotCreate),
        Entry(
            "E3016", "commits not durable", "A commit would not survive a power cut. Use a local disk.",
            exit: .configuration),
        Entry(
            "E3017", "statement cancelled", "A limit of time ended it; it is tried again.", exit: .unavailable
        ),
        Entry(
            "E3018", "transaction undone", "Another transaction went first; it is tried again.",
            exit: .unavailable),
        Entry("E3019", "database too old", "See the requirements in README.md.", exit: .configuration),
        Entry(
            "E3020", "store failed", "An error no code stands for. Report it with the whole line.",
            exit: .failure),
        Entry(
            "E3021", "database address unreadable", "Write it as postgresql://user@host:5432/name.",
            exit: .configuration),
        Entry(
            "E3022", "no thread, descriptor or memory", "Raise the limits of the process.", exit: .unavailable
        ),
        Entry(
            "E3023", "disk error", "The disk or its file system gave an error. See the kernel's log: dmesg.",
            exit: .failure),
        Entry(
            "E3024", "another service writes the database",
            "One harvestd run writes a database. A second one ends at its start. One that had lost its"
                + " connection keeps what comes in its journal and asks again. End the other one, or use"
                + " another database.",
            exit: .locked),
    ]

    /// Single rows that a store did not take.
    static let refusals: [Entry] = [
        refusal("E3031", "value missing"),
        refusal("E3032", "value of another type"),
        refusal("E3033", "value out of range"),
        refusal("E3034", "character U+0000"),
        refusal("E3035", "malformed JSON or UUID"),
        refusal("E3036", "too many digits"),
        refusal("E3037", "another row has the key"),
        refusal("E3038", "row referred to is missing"),
        refusal("E3039", "a rule of the database's own"),
        refusal("E3040", "text too long for a key"),
    ]

    /// Exports.
    static let exports: [Entry] = [
        Entry(
            "E3101", "no such table to export", "harvestd export-tables lists what can be exported.",
            exit: .usage),
        Entry(
            "E3102", "file is there already", "Name another file, or say --force to replace it.",
            exit: .cannotCreate),
        Entry(
            "E3103", "not a file",
            "Exports go to plain files or to - for stdout; links and devices are left"
                + " alone.", exit: .cannotCreate),
        Entry(
            "E3104", "file not writable", "Name a file in a directory that you may write.",
            exit: .cannotCreate),
        Entry(
            "E3105", "reader gone", "Whoever read the output has ended; the command ends without complaint.",
            exit: .success),
    ]

    private static func refusal(_ code: String, _ title: String) -> Entry {
        Entry(
            code, title,
            "One row was refused, counted and kept in ops_rejected; all others of its batch are stored.",
            exit: .partial)
    }
}
