/// One service of a ``Roster``: what it is called, what it was made from, and how it starts again.
public struct RosterEntry: Sendable {
    /// Name, unique in its roster.
    public let name: String
    /// Everything the service was made from that may differ next time, in words: `["interval": "10 s"]`. Two
    /// entries of one name and equal traits stand for the same service, and the one that runs is kept.
    public let traits: [String: String]
    /// What happens when it throws.
    public let restart: RestartRule
    package let service: any Service

    /// Describes a service. Nothing starts.
    public init(
        _ name: String, traits: [String: String] = [:], restart: RestartRule = .collector,
        _ service: any Service
    ) {
        self.name = name
        self.traits = traits
        self.restart = restart
        self.service = service
    }
}
