/// What the caller of a failed operation should do. Decided where the failure is understood, from codes and
/// states, never from message text.
public enum Advice: Hashable, Sendable {
    /// Passing trouble: try again, not before the given time has passed when there is one.
    case retry(after: Duration?)
    /// The connection is of no more use; the work is. Open a new one.
    case reconnect
    /// This item will never work; go on with the next.
    case skip
    /// Nothing will work until a person changes something.
    case stop

    /// Whether the same may work later.
    var isPassing: Bool {
        switch self {
        case .retry, .reconnect: true
        case .skip, .stop: false
        }
    }

    /// What to do about an error; `nil` for one that is none of ours.
    static func on(_ error: any Error) -> Advice? { (error as? any HarvestFailure)?.advice }
}
