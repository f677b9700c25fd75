/// How one service of a ``Roster`` stands.
public struct RosterStanding: Sendable {
    /// What it does now.
    public enum State: Hashable, Sendable {
        /// It has not started yet.
        case waiting
        /// Its `run()` is under way.
        case running
        /// It failed and starts again at this uptime.
        case restarting(at: Duration)
        /// It failed more often than its rule allows and is tried again at this uptime.
        case givenUp(until: Duration)
        /// Its `run()` has returned.
        case ended
    }

    /// The service's name.
    public let name: String
    /// What it does now.
    public let state: State
    /// The service itself, for those who know what it is.
    package let service: any Service
}
