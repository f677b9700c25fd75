/// Runs collectors, each run with a deadline, an audit row and a report, whatever happens. That a job has one
/// run at a time is its ``ScheduledJob``'s doing.
public actor JobRunner {
    private let channel: BatchChannel
    private let journal: RunJournal?
    private let clock: any EngineClock
    private let events: any EngineEventSink
    private var generator: SplitMix64

    /// Makes a runner that hands batches to `channel` and, when there is a journal, keeps there what the runs
    /// take in. `seed` decides the runs' identifiers.
    public init(
        channel: BatchChannel, journal: RunJournal? = nil, clock: any EngineClock,
        events: any EngineEventSink, seed: UInt64
    ) {
        self.channel = channel
        self.journal = journal
        self.clock = clock
        self.events = events
        generator = SplitMix64(seed: seed)
    }

    /// Whether runs may have to wait for a store that is out of reach.
    var isStoreDown: Bool { journal?.memory.isStoreDown ?? false }

    /// Does a job once. Never throws: what went wrong is in the report and in the audit row.
    ///
    /// A run past `deadline` is cancelled and ends with error E5003. A run that works on nothing but what is
    /// stored is put off while the store is out of reach, and a run that cannot be journaled is not begun.
    public func run(_ collector: any Collector, deadline: Duration = .minutes(15)) async -> JobReport {
        let id = RunID(using: &generator)
        guard let journal else {
            return await run(
                collector, as: id, tape: UntapedRun(run: id.description), clock: clock, deadline: deadline)
        }
        if collector.isDerived, journal.memory.isStoreDown {
            let report = JobReport.putOff(collector, id, because: "the store has not caught up yet")
            events.report(.jobFinished(report))
            return report
        }
        do {
            let tape = try await journal.begin(id, of: collector)
            defer { journal.finish(id.description) }
            return await run(collector, as: id, tape: tape, clock: tape.clock, deadline: deadline)
        } catch {
            let report = JobReport.notBegun(collector, id, because: error)
            events.report(.jobFinished(report))
            return report
        }
    }

    private func run(
        _ collector: any Collector, as id: RunID, tape: any RunTape, clock runClock: any EngineClock,
        deadline: Duration
    ) async -> JobReport {
        let run = JobRun(
            id: id, job: collector.job, source: collector.source, clock: runClock,
            intake: RunIntake(tape: tape),
            submit: { [channel] batch in try await channel.submit(batch) })
        events.report(.jobStarted(run.job, run: run.id))
        let (end, failure) = await Self.course(of: collector, in: run, deadline: deadline, clock: clock)
        // The last commit must happen also when this task was cancelled meanwhile.
        let report = await Uncancelled.value { await run.close(end, after: failure) }
        events.report(.jobFinished(report))
        return report
    }

    /// Does a run again from its records. Returns when it has ended as it ended then.
    static func rerun(_ collector: any Collector, as id: RunID, tape: ReplayTape) async {
        let run = JobRun(
            id: id, job: collector.job, source: collector.source, clock: tape.clock,
            intake: RunIntake(tape: tape), submit: { try await tape.submit($0) })
        let failure = await withTaskGroup(of: (any Error)?.self) { group in
            group.addTask {
                defer { tape.noteCollected() }
                do {
                    try await collector.collect(into: run)
                    return nil
                } catch {
                    return error
                }
            }
            // Where the run was cancelled then, it is cancelled now, before it can notice.
            if await tape.isInterrupted() {
                group.cancelAll()
                tape.interrupt()
            }
            return await group.next() ?? nil
        }
        tape.finish(await run.close(.returned, after: failure))
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

    /// Lets the collector run, for no longer than `deadline`; answers how that ended, and its failure.
    private static func course(
        of collector: any Collector, in run: JobRun, deadline: Duration, clock: any EngineClock
    ) async -> (RunEnd, (any Error)?) {
        await withTaskGroup(of: End.self) { group in
            group.addTask { await end(of: collector, in: run) }
            group.addTask {
                do { try await clock.sleep(for: deadline) } catch { return .timerCancelled }
                return .deadline
            }
            var course: (RunEnd, (any Error)?)?
            for await end in group {
                switch end {
                case .collected(let error):
                    course = course ?? (Task.isCancelled ? .cancelled : .returned, error)
                case .deadline: course = course ?? (.deadline(deadline), nil)
                // The run was cancelled from outside; what the collector says of it decides.
                case .timerCancelled: continue
                }
                group.cancelAll()
            }
            return course ?? (.cancelled, nil)
        }
    }

    private static func end(of collector: any Collector, in run: JobRun) async -> End {
        do {
            try await collector.collect(into: run)
            return .collected(nil)
        } catch {
            return .collected(error)
        }
    }
}
