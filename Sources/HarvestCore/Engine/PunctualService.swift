/// A service that wakes at times it has chosen itself, so that one can tell from outside whether it still
/// does.
public protocol PunctualService: Service {
    /// How long its next piece of work has been due at `now` without having begun, or how much longer the one
    /// under way takes than it may; zero when neither is so.
    func lateness(at now: Duration) async -> Duration
}
