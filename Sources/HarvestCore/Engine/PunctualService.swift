/// A service that wakes at times it has chosen itself, so that one can tell from outside whether it still
/// does.
public protocol PunctualService: Service {
    /// How long its next piece of work has been due at `now` without having begun; zero when it is not due,
    /// or under way.
    func lateness(at now: Duration) async -> Duration
}
