/// Time as a journaled run sees it: the moment of its last input.
///
/// So the run's rows and its audit row hold no reading of a clock that a replay could not repeat.
final class RunClock: EngineClock {
    private let moment: Locked<Moment>

    /// Starts at the run's first record.
    init(_ moment: Moment) { self.moment = Locked(moment) }

    var now: Timestamp { moment.withLock { $0.at } }
    var uptime: Duration { moment.withLock { $0.uptime } }

    /// A run waits for inputs and for nothing else, so there is nothing to wait for here.
    func sleep(until deadline: Duration) async throws { try Task.checkCancellation() }

    /// Moves to the moment of an input.
    func move(to moment: Moment) { self.moment.withLock { $0 = moment } }
}
