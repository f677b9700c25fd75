/// Runs collectors, each run with a deadline, an audit row and a report, whatever happens. That a job has one
/// run at a time is its ``ScheduledJob``'s doing.
public actor JobRunner {
    private let channel: BatchChannel
    private let clock: any EngineClock
    private let events: any EngineEventSink
    private var generator: SplitMix64

    /// Makes a runner that hands batches to `channel`. `seed` decides the runs' identifiers.
    public init(channel: BatchChannel, clock: any EngineClock, events: any EngineEventSink, seed: UInt64) {
        self.channel = channel
        self.clock = clock
        self.events = events
        generator = SplitMix64(seed: seed)
    }

    /// Does a job once. Never throws: what went wrong is in the report and in the audit row.
    ///
    /// A run past `deadline` is cancelled and ends with error E5003.
    public func run(_ collector: any Collector, deadline: Duration = .minutes(15)) async -> JobReport {
        let run = JobRun(
            id: RunID(using: &generator), job: collector.job, source: collector.source, clock: clock,
            submit: { [channel] batch in try await channel.submit(batch) })
        events.report(.jobStarted(run.job, run: run.id))
        let failure = await Self.failure(of: collector, in: run, deadline: deadline, clock: clock)
        // The last commit must happen also when this task was cancelled meanwhile.
        let report = await Uncancelled.value { await run.finish(after: failure) }
        events.report(.jobFinished(report))
        return report
    }

    /// Tells when a job runs next.
    func noteNextRun(of job: JobName, after delay: Duration) {
        events.report(.jobScheduled(job, after: delay))
    }

    private enum End: Sendable {
        case collected((any Error)?)
        case deadline
        case timerCancelled
    }

    private static func failure(
        of collector: any Collector, in run: JobRun, deadline: Duration, clock: any EngineClock
    ) async -> (any Error)? {
        await withTaskGroup(of: End.self) { group in
            group.addTask { await end(of: collector, in: run) }
            group.addTask {
                do { try await clock.sleep(for: deadline) } catch { return .timerCancelled }
                return .deadline
            }
            var failure: (any Error)?
            for await end in group {
                switch end {
                case .collected(let error): failure = failure ?? error
                case .deadline: failure = EngineError.deadlinePassed(job: collector.job, after: deadline)
                // The run was cancelled from outside; what the collector says of it decides.
                case .timerCancelled: continue
                }
                group.cancelAll()
            }
            return failure
        }
    }

    private static func end(of collector: any Collector, in run: JobRun) async -> End {
        do {
            try await collector.collect(into: run)
            // A collector that was told to stop has not seen everything, whatever it did with the news.
            try Task.checkCancellation()
            return .collected(nil)
        } catch {
            return .collected(error)
        }
    }
}
