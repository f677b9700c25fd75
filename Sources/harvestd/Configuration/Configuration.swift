internal import HarvestCore
internal import HarvestSources
internal import HarvestStore

/// The settings of a run as values. Comes out of `ConfigurationReport.configuration()` alone, so every
/// value has been checked against the table.
struct Configuration: Sendable {
    /// One upstream service.
    struct Upstream: Hashable, Sendable {
        /// Where it is, without a slash at the end.
        let address: String
        /// Requests a second at most.
        let rate: Double
        /// Requests at once after a pause.
        let burst: Int
    }

    /// Where the rows go; an SQLite path starts with the data directory unless it was given.
    var database: DatabaseAddress
    /// Directory of files of our own.
    let dataDirectory: String
    /// Accounts on X, without `@`.
    var handles: [String]
    /// Which markets are collected.
    var scope: DiscoveryScope
    /// Whether closed markets are collected too.
    var state: DiscoveryState
    /// Gamma.
    var gamma: Upstream
    /// The CLOB.
    var clob: Upstream
    /// XTracker.
    var xtracker: Upstream
    /// How often each job runs.
    let intervals: [JobName: Duration]
    /// After how many failures in a row posts are asked for less often.
    let postFailureThreshold: Int
    /// How often posts are asked for after that.
    let postFailureInterval: Duration
    /// What a stored row outlives.
    let durability: Durability
    /// How long raw rows are kept.
    var rawRetention: Duration
    /// Whether all levels of the books are stored.
    var storesBooks: Bool
    /// Where the status is served; `nil` for nowhere.
    let statusAddress: StatusAddress?
    /// Whether all that services answer is kept in a journal.
    let keepsJournal: Bool
    /// How long the journal is kept once its records are stored.
    let journalRetention: Duration
    /// How large the journal may grow, in bytes.
    let journalBytes: Int
    /// The least level of events that are logged.
    let logLevel: EngineEvent.Level
    /// Form of the log.
    let logFormat: LogFormat.Choice

    /// Reads checked settings.
    init(settings: [Setting]) {
        let values = SettingValues(settings)
        dataDirectory = values.text(ConfigurationTable.dataDirectory)
        database =
            DatabaseAddress(parsing: values.text(ConfigurationTable.databaseURL))
            ?? Self.database(in: dataDirectory)
        handles = SettingKind.handles(values.text(ConfigurationTable.handles)) ?? []
        scope = DiscoveryScope(rawValue: values.word(ConfigurationTable.scope)) ?? .elonTweet
        state = DiscoveryState(rawValue: values.word(ConfigurationTable.state)) ?? .open
        gamma = values.upstream(
            ConfigurationTable.gammaURL, ConfigurationTable.gammaRate, ConfigurationTable.gammaBurst)
        clob = values.upstream(
            ConfigurationTable.clobURL, ConfigurationTable.clobRate, ConfigurationTable.clobBurst)
        xtracker = values.upstream(
            ConfigurationTable.xtrackerURL, ConfigurationTable.xtrackerRate, ConfigurationTable.xtrackerBurst)
        let intervals = ConfigurationTable.intervals.map { ($0.job, values.duration($0.key)) }
        self.intervals = Dictionary(intervals) { first, _ in first }
        postFailureThreshold = values.integer(ConfigurationTable.failureThreshold)
        postFailureInterval = values.duration(ConfigurationTable.failureInterval)
        durability = Durability(rawValue: values.word(ConfigurationTable.durability)) ?? .full
        rawRetention = .days(values.integer(ConfigurationTable.retentionDays))
        storesBooks = values.boolean(ConfigurationTable.enableL2)
        statusAddress = StatusAddress(parsing: values.text(ConfigurationTable.statusAddress))
        keepsJournal = values.boolean(ConfigurationTable.journal)
        journalRetention = .days(values.integer(ConfigurationTable.journalDays))
        journalBytes = values.integer(ConfigurationTable.journalSize) << 30
        logLevel = LogFormat.level(values.text(ConfigurationTable.logLevel))
        logFormat = LogFormat.Choice(rawValue: values.word(ConfigurationTable.logFormat)) ?? .auto
    }

    /// Name of the SQLite file in the data directory.
    static let databaseFile = "harvest.sqlite3"

    /// Directory of the journal.
    var journalDirectory: String { "\(dataDirectory)/journal" }

    /// Where the rows go when nobody says.
    var defaultDatabase: DatabaseAddress { Self.database(in: dataDirectory) }

    private static func database(in directory: String) -> DatabaseAddress {
        .sqlite(path: "\(directory)/\(databaseFile)")
    }

    /// How often a job runs; `nil` for one that only a person starts.
    func interval(of job: JobName) -> Duration? { intervals[job] }
}
