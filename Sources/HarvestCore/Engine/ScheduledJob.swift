/// A collector on its schedule: one run at a time, for as long as the service lives.
///
/// A run that fails is a report, not the end; the next tick comes as ever. After `threshold` failures in a
/// row the ticks come only every `slowInterval`, until one succeeds.
///
/// Asked to retire, it ends after the run under way, or at once when it waits for the next one.
public actor ScheduledJob: RetiringService, PunctualService {
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

    /// The shortest and the longest time a run may take, whatever the interval.
    public static let deadlines = Duration.seconds(60)...Duration.minutes(15)

    /// How long after its deadline a run may take to hand over what it has.
    public static let grace = Duration.minutes(2)

    /// The last run's report.
    public private(set) var lastReport: JobReport?

    private let collector: any Collector
    private let runner: JobRunner
    private let clock: any EngineClock
    private let slowDown: SlowDown?
    private let deadline: Duration
    private let retirement = Latch()
    private var schedule: Schedule
    /// When the run under way began.
    private var runningSince: Duration?
    /// Until when a store that was out of reach may have held a run up.
    private var excusedUntil: Duration = .zero
    private var failuresInARow = 0

    /// Makes a service that runs `collector` every `interval`. `seed` decides the jitter.
    public init(
        _ collector: any Collector, every interval: Duration, slowDown: SlowDown? = nil, runner: JobRunner,
        clock: any EngineClock, seed: UInt64
    ) {
        self.collector = collector
        self.slowDown = slowDown
        self.runner = runner
        self.clock = clock
        deadline = Self.deadline(every: interval)
        schedule = Schedule(every: interval, seed: seed)
    }

    /// How long a run may take: six intervals, but never less than a minute, which retries against a slow
    /// service need, nor more than a quarter of an hour.
    public static func deadline(every interval: Duration) -> Duration {
        min(max(interval * 6, deadlines.lowerBound), deadlines.upperBound)
    }

    /// How long it is until the next run begins; zero when it is due or one is under way.
    public func wait(at now: Duration) -> Duration {
        runningSince == nil ? schedule.wait(at: now) : .zero
    }

    public func lateness(at now: Duration) async -> Duration {
        guard let runningSince else { return schedule.lateness(at: now) }
        // What waits for a store that is out of reach does not hang.
        guard await !runner.isStoreDown else {
            excusedUntil = now
            return .zero
        }
        return max(.zero, now - max(runningSince + deadline, excusedUntil) - Self.grace)
    }

    public func retire() { retirement.open() }

    public func run() async throws {
        while try await waitForTick() {
            let startedAt = clock.uptime
            schedule.runStarts(at: startedAt)
            runningSince = startedAt
            let report = await runner.run(collector, deadline: deadline)
            runningSince = nil
            lastReport = report
            try Task.checkCancellation()
            choose(after: report, startedAt: startedAt)
            await runner.noteNextRun(of: collector, after: schedule.wait(at: clock.uptime))
        }
    }

    /// Waits until the next run is due; `false` when there is none any more.
    private func waitForTick() async throws -> Bool {
        let wait = schedule.wait(at: clock.uptime)
        let isDue = try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask { [clock] in
                try await clock.sleep(for: wait)
                return true
            }
            group.addTask { [retirement] in
                await retirement.wait()
                return false
            }
            defer { group.cancelAll() }
            return try await group.next() ?? false
        }
        try Task.checkCancellation()
        return isDue && !retirement.isOpen
    }

    private func choose(after report: JobReport, startedAt: Duration) {
        failuresInARow = report.status == .error ? failuresInARow + 1 : 0
        if report.isEarly { schedule.bringForward(to: clock.uptime + Self.patience) }
        if let slowDown, failuresInARow >= slowDown.threshold {
            schedule.postpone(until: startedAt + slowDown.interval)
        }
    }
}
