/// Runs collectors: one run at a time of each, with a deadline, an audit row and a report, whatever happens.
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

    private static func failure(
        of collector: any Collector, in run: JobRun, deadline: Duration, clock: any EngineClock
    ) async -> (any Error)? {
        await withTaskGroup(of: (any Error)?.self) { group in
            group.addTask {
                do {
                    try await collector.collect(into: run)
                    return nil
                } catch {
                    return error
                }
            }
            group.addTask {
                do {
                    try await clock.sleep(for: deadline)
                    return EngineError.deadlinePassed(job: collector.job, after: deadline)
                } catch {
                    return nil
                }
            }
            // The first to end decides; the other is cancelled and awaited by the group.
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }
}
