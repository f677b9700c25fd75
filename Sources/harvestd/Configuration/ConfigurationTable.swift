internal import HarvestSources
internal import HarvestStore

/// Every key there is. Names and defaults are those of Polaris, so that its `.env` files load unchanged;
/// keys of our own are marked as such in their explanation.
enum ConfigurationTable {
    /// What all names start with.
    static let prefix = "POLARIS_"

    /// Prefixes of keys that belong to other modules of Polaris: known, and ignored.
    static let foreignPrefixes = ["POLARIS_ARB_", "POLARIS_M4_"]

    static let databaseURL = ConfigurationKey(
        "DATABASE_URL", .database, default: nil, isSecret: true,
        "Where the rows go: a PostgreSQL address, or sqlite:///relative/file or sqlite:////absolute/file;"
            + " when not set, an SQLite file in the data directory")
    static let dataDirectory = ConfigurationKey(
        "DATA_DIR", .path, default: "data",
        "Directory of the SQLite file; a systemd service takes its state directory when this is not set")
    static let handles = ConfigurationKey(
        "DEFAULT_HANDLES", .handles, default: "elonmusk", "Accounts on X whose posts are counted")
    static let scope = ConfigurationKey(
        "MARKET_DISCOVERY_SCOPE", .choice(DiscoveryScope.allCases.map(\.rawValue)), default: "elon_tweet",
        "Which markets are collected")
    static let state = ConfigurationKey(
        "MARKET_DISCOVERY_STATE", .choice(DiscoveryState.allCases.map(\.rawValue)), default: "open",
        "Whether closed markets are collected too")
    static let gammaURL = ConfigurationKey(
        "GAMMA_URL", .upstream, default: "https://gamma-api.polymarket.com",
        "Where Gamma is; http only on this machine")
    static let clobURL = ConfigurationKey(
        "CLOB_URL", .upstream, default: "https://clob.polymarket.com",
        "Where the CLOB is; http only on this machine")
    static let xtrackerURL = ConfigurationKey(
        "XTRACKER_URL", .upstream, default: "https://xtracker.polymarket.com/api",
        "Where XTracker is; http only on this machine")
    static let durability = ConfigurationKey(
        "DURABILITY", .choice(Durability.allCases.map(\.rawValue)), default: "full",
        "What a stored row outlives: a power cut, or only the end of harvestd (not a key of Polaris)"
    )
    static let retentionDays = ConfigurationKey(
        "RAW_RETENTION_DAYS", .integer(1...3_650), default: "14", unit: "days",
        "How long raw quotes and books are kept")
    static let enableL2 = ConfigurationKey(
        "ENABLE_L2", .boolean, default: "true", "Whether all levels of the books are stored")
    static let failureThreshold = ConfigurationKey(
        "POST_FAIL_BACKOFF_THRESHOLD", .integer(1...1_000), default: "8",
        "After how many failures in a row posts are asked for less often")
    static let failureInterval = ConfigurationKey(
        "POST_FAIL_BACKOFF_INTERVAL", .integer(1...86_400), default: "300", unit: "s",
        "How often posts are asked for after that")
    static let logLevel = ConfigurationKey(
        "LOG_LEVEL", .choice(["DEBUG", "INFO", "NOTICE", "WARNING", "WARN", "ERROR", "CRITICAL"]),
        default: "INFO", "The least level of events that are logged")
    static let logFormat = ConfigurationKey(
        "LOG_FORMAT", .choice(["auto", "text", "logfmt", "json"]), default: "auto",
        "Form of the log on stderr; auto is text on a terminal and logfmt elsewhere")

    static let journal = ConfigurationKey(
        "JOURNAL", .boolean, default: "true",
        "Whether run keeps what services answer in a journal, which also bridges an outage of the database")
    static let journalDays = ConfigurationKey(
        "JOURNAL_RETENTION_DAYS", .integer(1...365), default: "7", unit: "days",
        "How long the journal is kept once the database has what is in it")
    static let journalSize = ConfigurationKey(
        "JOURNAL_MAX_GIB", .integer(1...4_096), default: "8", unit: "GiB",
        "How large the journal may grow")

    static let statusAddress = ConfigurationKey(
        "STATUS_ADDRESS", .status, default: "127.0.0.1:9187",
        "Where run serves its status and metrics, on this machine only; off for nowhere")

    /// All keys, in the order in which they are shown.
    static let all: [ConfigurationKey] =
        [databaseURL, dataDirectory, handles, scope, state, gammaURL, clobURL, xtrackerURL] + pacing
        + intervals.map(\.key)
        + [failureThreshold, failureInterval, durability, retentionDays, enableL2]
        + [journal, journalDays, journalSize, statusAddress, logLevel, logFormat]

    /// Keys that a reload puts into effect. All others need a restart; that is what a key does by default.
    static let live: [ConfigurationKey] =
        [handles, scope, state, gammaURL, clobURL, xtrackerURL] + pacing + intervals.map(\.key)
        + [failureThreshold, failureInterval, retentionDays, enableL2, logLevel, logFormat]

    /// The key of this name, prefix included.
    static func named(_ name: String) -> ConfigurationKey? { all.first { $0.name == name } }
}
