/// What happens when a service throws.
public enum RestartRule: Hashable, Sendable {
    /// Its failure ends the group it is in.
    case never
    /// It starts again after a jittered backoff, at most `limit` times within `window`; then it is given up
    /// and its failure ends the group.
    case restart(limit: Int, window: Duration, backoff: Backoff)

    /// The rule for collectors: ten restarts within ten minutes, waiting up to a minute.
    public static let collector = RestartRule.restart(
        limit: 10, window: .minutes(10), backoff: Backoff(base: .seconds(1), cap: .seconds(60)))

    /// The time in which restarts are counted, when there are any.
    var window: Duration? {
        if case .restart(_, let window, _) = self { window } else { nil }
    }
}
