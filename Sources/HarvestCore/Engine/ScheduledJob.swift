/// A collector on its schedule: one run at a time, for as long as the service lives.
///
/// A run that fails is a report, not the end; the next tick comes as ever. After `threshold` failures in a
/// row the ticks come only every `slowInterval`, until one succeeds.
public actor ScheduledJob: Service {
    /// When a job that keeps failing is run less often.
    public struct SlowDown: Hashable, Sendable {
        /// Failures in a row that lead to it.
        public let threshold: Int
        /// The interval then, when it is longer than the usual one.
        public let interval: Duration

        /// Makes a rule.
        public init(threshold: Int, interval: Duration) {
            self.threshold = threshold
            self.interval = interval
        }
    }

    /// How long a run that came before the rows it needs waits for the next one, when its interval is longer.
    public static let patience = Duration.seconds(10)

    private let collector: any Collector
    private let runner: JobRunner
    private let clock: any EngineClock
    private let slowDown: SlowDown?
    private let interval: Duration
    private let seed: UInt64
    private var failuresInARow = 0

    /// Makes a service that runs `collector` every `interval`. `seed` decides the jitter.
    public init(
        _ collector: any Collector, every interval: Duration, slowDown: SlowDown? = nil, runner: JobRunner,
        clock: any EngineClock, seed: UInt64
    ) {
        self.collector = collector
        self.interval = interval
        self.slowDown = slowDown
        self.runner = runner
        self.clock = clock
        self.seed = seed
    }

    public func run() async throws {
        var schedule = Schedule(every: interval, seed: seed)
        while true {
            try await clock.sleep(for: schedule.wait(at: clock.uptime))
            let startedAt = clock.uptime
            schedule.runStarts(at: startedAt)
            let report = await runner.run(collector)
            try Task.checkCancellation()
            failuresInARow = report.status == .error ? failuresInARow + 1 : 0
            if report.isEarly { schedule.bringForward(to: clock.uptime + Self.patience) }
            if let slowDown, failuresInARow >= slowDown.threshold {
                schedule.postpone(until: startedAt + slowDown.interval)
            }
            await runner.noteNextRun(of: collector.job, after: schedule.wait(at: clock.uptime))
        }
    }
}
