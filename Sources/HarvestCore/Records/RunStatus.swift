/// How a run of a job ended.
public enum RunStatus: String, Hashable, Sendable, CaseIterable {
    /// Everything was read and stored.
    case ok
    /// Something was stored, something was not; or the run still goes on.
    case partial
    /// Nothing could be stored.
    case error
    /// There was nothing to do.
    case skipped
}
