internal import HarvestCore

/// A log that says a fault once and then sums it up; see `RepetitionFilter`.
struct QuietLog: EngineEventSink {
    private let filter = Locked(RepetitionFilter())
    private let log: any EngineEventSink
    private let clock: any EngineClock

    /// Passes on to `log` what is worth a line.
    init(_ log: any EngineEventSink, clock: any EngineClock) {
        self.log = log
        self.clock = clock
    }

    func report(_ event: EngineEvent) {
        let now = clock.uptime
        for line in filter.withLock({ $0.lines(for: event, at: now) }) { log.report(line) }
    }
}
