/// One entry of a roster while it is on it: what it does now, and the two facts its end is made of.
final class RosterMember: Sendable {
    private struct State {
        var standing = RosterStanding.State.waiting
        var isLeaving = false
    }

    let entry: RosterEntry
    /// Nobody waits for it any longer: it is cancelled.
    let dismissal = Latch()
    /// Nothing of it runs any more.
    let end = Latch()

    /// The end of the one before it, which it waits for.
    let predecessor: Latch?

    private let state = Locked(State())

    init(_ entry: RosterEntry, after predecessor: Latch? = nil) {
        self.entry = entry
        self.predecessor = predecessor
    }

    /// What it does now.
    var standing: RosterStanding.State {
        get { state.withLock { $0.standing } }
        set { state.withLock { $0.standing = newValue } }
    }

    /// Whether it is to go, and so never starts again.
    var isLeaving: Bool { state.withLock { $0.isLeaving } }

    /// Notes that it is to go; answers whether its service runs now.
    func leave() -> Bool {
        state.withLock { state in
            state.isLeaving = true
            return state.standing == .running
        }
    }
}
