internal import HarvestCore

/// What the status page knows about one job: its newest run, its newest success, and the runs of an hour.
struct JobLedger: Sendable {
    /// A run as far as it counts here, in 16 bytes: there are thousands, and they are most of what a service
    /// remembers. What is too large for its field is the largest that it can hold.
    struct Run: Sendable, Hashable {
        private let endedAtSeconds: UInt32
        private let lengthMilliseconds: UInt32
        private let rowCount: UInt32
        /// Whether it had an error.
        let isTrouble: Bool

        /// A run that ended at `endedAt` on the clock that never jumps, took `length`, and made `rows` new or
        /// changed rows.
        init(endedAt: Duration, length: Duration, rows: Int, isTrouble: Bool) {
            endedAtSeconds = UInt32(clamping: endedAt.components.seconds)
            lengthMilliseconds = UInt32(clamping: length.milliseconds)
            rowCount = UInt32(clamping: rows)
            self.isTrouble = isTrouble
        }

        /// When it ended, on the clock that never jumps, to the second.
        var endedAt: Duration { .seconds(Int64(endedAtSeconds)) }
        /// How long it took, to the millisecond.
        var length: Duration { .milliseconds(Int64(lengthMilliseconds)) }
        /// Rows new or changed.
        var rows: Int { Int(rowCount) }
    }

    /// A moment on both clocks: one is shown, the other is compared.
    struct Moment: Sendable, Hashable {
        let wall: Timestamp
        let uptime: Duration
    }

    /// The most runs that are kept; more than an hour of a job that runs every second.
    static let maximumRuns = 4_096
    /// How far back the counts go.
    static let window = Duration.hours(1)
    /// How long an error is called recent, at least; for a rare job it is its interval.
    static let recent = Duration.minutes(5)

    /// How often it is to run.
    var interval: Duration
    /// Since when runs are expected, on the clock that never jumps.
    var expectedSince: Duration
    private(set) var lastRun: Moment?
    private(set) var lastSuccess: Moment?
    private(set) var lastError: (text: String, at: Duration)?
    /// When the next run is due, on the clock that never jumps.
    private(set) var dueAt: Duration?
    private(set) var isRunning = false
    private var runs: [Run] = []

    init(interval: Duration, since: Duration) {
        self.interval = interval
        expectedSince = since
    }

    /// How long a success has been missing.
    func sinceSuccess(at uptime: Duration) -> Duration {
        uptime - max(lastSuccess?.uptime ?? expectedSince, expectedSince)
    }

    /// Notes that a run began.
    mutating func started() { isRunning = true }

    /// Notes when the next run is due.
    mutating func scheduled(at uptime: Duration) { dueAt = uptime }

    /// Notes that a run ended; `error` is its text when it had one.
    mutating func finished(at moment: Moment, length: Duration, rows: Int, error: String?) {
        isRunning = false
        lastRun = moment
        if let error { lastError = (error, moment.uptime) } else { lastSuccess = moment }
        runs.append(Run(endedAt: moment.uptime, length: length, rows: rows, isTrouble: error != nil))
        let stale = runs.prefix { $0.endedAt < moment.uptime - Self.window }.count
        runs.removeFirst(max(stale, runs.count - Self.maximumRuns))
    }

    /// How long the newest run took.
    var length: Duration { runs.last?.length ?? .zero }

    /// The runs of the last hour.
    func runs(at uptime: Duration) -> ArraySlice<Run> {
        runs.drop { $0.endedAt < uptime - Self.window }
    }

    /// The text of the newest error, while it is recent.
    func recentError(at uptime: Duration) -> String? {
        guard let lastError, uptime - lastError.at <= max(Self.recent, interval) else { return nil }
        return lastError.text
    }

    /// The length below which 95 of 100 of these runs stayed, by the nearest rank; `nil` for no run.
    static func p95(_ lengths: [Duration]) -> Duration? {
        let sorted = lengths.sorted()
        guard !sorted.isEmpty else { return nil }
        return sorted[(sorted.count * 95 + 99) / 100 - 1]
    }
}
