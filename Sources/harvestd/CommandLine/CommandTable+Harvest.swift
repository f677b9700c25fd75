internal import HarvestCore

extension CommandTable {
    /// First steps.
    static let setUp = [demo, migrate, doctor]

    /// Collecting.
    static let harvest = [harvestOnce, backfill, run, replay]

    private static let demo = CommandSpecification(
        name: "demo", summary: "Harvest a simulated exchange and show what was stored",
        description: [
            "Starts the simulator, creates an SQLite database, harvests once and prints the row"
                + " counts of every table and the latest quotes. Needs no network and no configuration:"
                + " neither a .env file nor the environment counts, only its own flags."
        ],
        flags: simulatorFlags,
        examples: [
            .init("harvestd demo", "the whole way in one go"),
            .init("harvestd demo --seed 7", "another exchange"),
            .init("harvestd demo --data-dir /tmp/look --json", "keep the database there; counts as JSON"),
        ],
        exitCodes: [.failure, .partial, .configuration])

    private static let migrate = CommandSpecification(
        name: "migrate", summary: "Create or update the tables",
        description: [
            "Brings the schema to the version this program knows. Safe to run twice and from two"
                + " machines at once. Tables of a Polaris database are adopted with every row.",
            "With --plan nothing is changed: the steps that would be applied are printed.",
        ],
        flags: [.toggle("plan", "Show what would be done and change nothing")],
        examples: [
            .init("harvestd migrate", "create or update the tables"),
            .init("harvestd migrate --plan", "see what would happen first"),
            .init("harvestd migrate --dsn-file /etc/harvestd/db.dsn", "on the PostgreSQL server named there"),
        ],
        exitCodes: databaseCodes)

    private static let doctor = CommandSpecification(
        name: "doctor", summary: "Check configuration, database, disk and upstream services",
        description: [
            "Looks at everything a harvest needs and changes nothing: no file, no database and no"
                + " row is created. Each upstream service gets one small request.",
            "A finding marked ✖ must be mended, one marked ▲ is worth a thought; only the first"
                + " kind ends with 2.",
        ],
        flags: [
            .toggle("offline", "Ask neither upstream services nor a PostgreSQL server"),
            .toggle("limits", "List every bound of the program and its value, too"),
        ] + GlobalFlags.harvest + GlobalFlags.status + GlobalFlags.upstreams,
        examples: [
            .init("harvestd doctor", "look at everything"),
            .init("harvestd doctor --offline", "what can be known without a network"),
            .init("harvestd doctor --json | jq '.checks[] | select(.status==\"failed\")'", "for scripts"),
        ],
        exitCodes: [.finding, .configuration])

    private static let harvestOnce = CommandSpecification(
        name: "harvest-once", summary: "Run every job once and print what was stored",
        description: [
            "Runs all jobs in the order in which they need each other and prints a line for each:"
                + " requests, rows new, changed and unchanged, time, outcome. A job that fails does not"
                + " stop the others. Running it twice against unchanged data stores nothing twice."
        ],
        flags: GlobalFlags.harvest + GlobalFlags.upstreams,
        examples: [
            .init("harvestd harvest-once --handle elonmusk", "one account and its markets"),
            .init("harvestd harvest-once --handle elonmusk,jack --scope watchlist_tweet", "two accounts"),
            .init("harvestd harvest-once --json", "a summary for scripts"),
        ],
        exitCodes: harvestCodes)

    private static let backfill = CommandSpecification(
        name: "backfill", summary: "Collect history between two dates",
        description: [
            "Collects posts, counts and windows of the accounts from --start up to but not"
                + " including --end, and nothing outside. Times without a zone are not taken; a day"
                + " means its midnight in UTC."
        ],
        flags: [
            .option("start", .moment, "WHEN", "The first moment that is wanted"),
            .option("end", .moment, "WHEN", default: "now", "The first moment that is no longer wanted"),
        ] + GlobalFlags.harvest + GlobalFlags.upstreams,
        examples: [
            .init("harvestd backfill --handle elonmusk --start 2026-01-01 --end 2026-02-01", "a month"),
            .init("harvestd backfill --handle elonmusk --start 7d", "the last seven days"),
            .init("harvestd backfill --start 2026-04-10T16:00:00Z --end 2026-04-12T16:00:00Z", "a window"),
        ],
        exitCodes: harvestCodes)

    private static let run = CommandSpecification(
        name: "run", summary: "Harvest until stopped",
        description: [
            "Runs every job at its interval and logs to stderr. The first SIGINT or SIGTERM stops"
                + " the intake, stores what was collected and ends with 0; a second one ends at once,"
                + " and a stop that takes more than 60 seconds ends with 1.",
            "SIGHUP reads the settings again: what differs is applied without touching anything else, and"
                + " settings with a problem are refused and change nothing. SIGUSR1 says how each job is"
                + " doing. Under systemd it says when it is ready and feeds the watchdog.",
            "Serves /livez, /readyz, /healthz, /metrics and /status.json on this machine; harvestd"
                + " status shows them. A port that is taken is a warning: collecting goes on.",
        ],
        flags: [
            .toggle("hot-reload", "Read the settings again too when a file of settings changes")
        ] + GlobalFlags.harvest + GlobalFlags.status + GlobalFlags.upstreams,
        examples: [
            .init("harvestd run --handle elonmusk", "harvest the live services"),
            .init("harvestd run --log-format json 2>harvestd.log", "with a log for machines"),
            .init("harvestd run --env-file /etc/harvestd/env", "as a service would"),
        ],
        exitCodes: harvestCodes)

    private static let replay = CommandSpecification(
        name: "replay", summary: "Rebuild tables from the journal",
        description: [
            "Does every run in the journal again, from what the services answered then, and stores what was"
                + " stored then in the same order: the same program makes the same tables. Asks no service"
                + " and may run beside the daemon. Prints a digest for each table.",
            "Without --into the rows go to a file that is deleted at the end. Runs that began before --from"
                + " or not before --to are left out; rows that refer to rows of such runs are refused.",
        ],
        flags: [
            .option(
                "journal", .directory, "DIR", default: "journal in the data directory", "Read this journal"),
            .option("from", .moment, "WHEN", default: "its beginning", "The first moment that is wanted"),
            .option("to", .moment, "WHEN", default: "its end", "The first moment that is no longer wanted"),
            .option(
                "speed", .integer(1...100_000), "TIMES", default: "as fast as it goes",
                "How many times faster than it happened"),
            .option(
                "into", .text, "DATABASE",
                "Where the rows go: a PostgreSQL address or an SQLite file, without rows, without tables of"
                    + " Polaris and without a service that writes it"),
            .toggle("compare", "Compare the digests with the tables of the configured database"),
        ] + GlobalFlags.harvest,
        examples: [
            .init("harvestd replay --compare", "are the tables what the journal says?"),
            .init("harvestd replay --into rebuilt.sqlite3", "tables from nothing but the journal"),
            .init("harvestd replay --from 2h --to 1h --speed 60", "an hour in a minute"),
        ],
        exitCodes: databaseCodes + [.finding, .partial, .badInput, .interrupted, .terminated])

    static let databaseCodes: [ExitCode] = [
        .failure, .unavailable, .cannotCreate, .locked, .permission, .configuration,
    ]
    private static let harvestCodes: [ExitCode] =
        databaseCodes + [.partial, .interrupted, .terminated]
}
