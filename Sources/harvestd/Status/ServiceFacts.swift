internal import HarvestCore

/// What is known about a service from its start on.
struct ServiceFacts: Sendable, Hashable {
    /// Version of the program.
    var version = BuildInformation.version
    /// Number of the process.
    var processID: Int
    /// Where the rows go, without secrets.
    var store: String
    /// What a commit survives; `nil` when nobody has asked the store yet.
    var durability: String?
    /// The file of settings, when there is one.
    var settingsFile: String?
    /// When it started.
    var startedAt: Timestamp
}
