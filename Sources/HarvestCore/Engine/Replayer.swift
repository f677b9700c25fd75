/// Does the runs of a journal again, record by record: the journal is the schedule.
///
/// Each record goes to the run it is about, which then goes on until it needs the next one, so that runs are
/// interleaved exactly as they were. Where batches were stored or spilled, the caller gets them as
/// ``DueBatches`` and decides. It keeps no frames: memory is what the open runs hold.
package struct Replayer {
    /// What was done so far.
    package struct Counts: Hashable, Sendable {
        /// Runs that ended.
        package var runs = 0
        /// Runs that took another course than the first time.
        package var diverged = 0
        /// Runs that nobody here can do.
        package var unknown = 0
        /// Batches that the store had taken the first time, or was to take, and refuses now.
        package var refused = 0
    }

    /// What was done so far.
    package private(set) var counts = Counts()
    /// Why the first diverged run did.
    package private(set) var firstDivergence: (any Error)?
    /// Why the first refused batch was.
    package private(set) var firstRefusal: (any Error)?

    /// The records of settings.
    private var settings: SettingsTrail

    /// Number of the last commit that the journal knows of.
    private(set) var newestCommit: UInt64 = 0

    /// The first record that is read.
    private let from: UInt64
    private var cast: any ReplayCast
    private let includesDerived: Bool
    private var open: [String: ReplayTape] = [:]
    private var jobs: [String: JobName] = [:]
    /// First record that each open run needs.
    private var needed: [String: UInt64] = [:]
    /// First record of the run whose picture of the books others may use.
    private var offered: UInt64 = .max

    /// Prepares a replay from a record on. Runs that are made of nothing but the store are done again only on
    /// demand. `settings` is the record whose settings the cast has.
    package init(
        cast: any ReplayCast, from: UInt64 = 0, settings: UInt64 = 0, includesDerived: Bool
    ) {
        self.cast = cast
        self.from = from
        self.settings = SettingsTrail(settings)
        self.includesDerived = includesDerived
    }

    /// Runs that have not ended, the oldest first.
    var openTapes: [ReplayTape] { open.values.sorted { $0.origin.start < $1.origin.start } }

    /// The first record that something unfinished needs; `position` when nothing does.
    func oldestNeeded(at position: UInt64) -> UInt64 {
        min(needed.values.min() ?? .max, offered, position)
    }

    /// The record whose settings hold at a record.
    func settings(at position: UInt64) -> UInt64 { settings.record(at: position) }

    /// Takes the next record; answers batches when the record says what became of them.
    package mutating func feed(
        _ record: JournalRecord, into group: inout ThrowingDiscardingTaskGroup<any Error>
    ) async -> DueBatches? {
        switch record.kind {
        case RecordKind.settings:
            cast.apply(record)
            settings.note(record.sequence)
        case RecordKind.start: await start(record, in: &group)
        case RecordKind.commit:
            newestCommit = UInt64(clamping: record.integer("commit") ?? 0)
            return due(.committed(UInt64(clamping: record.integer("commit") ?? 0)), record)
        case RecordKind.spilled: return due(.spilled(record.sequence), record)
        case RecordKind.refused:
            return RecalledFailure(record).flatMap { due(.refused($0), record) }
        default:
            guard let run = record.run, let tape = open[run] else { return nil }
            guard !isBuiltOnEarlier(record) else {
                await tape.cut(CancellationError())
                forget(run)
                return nil
            }
            note(record, of: tape)
            await tape.feed(record)
        }
        return nil
    }

    /// Notes that the store refuses a batch that it had taken the first time, or was to take.
    package mutating func noteRefusal(_ refusal: any Error) {
        counts.refused += 1
        firstRefusal = firstRefusal ?? refusal
    }

    /// Forgets the runs that have ended. To be called after batches were answered.
    package mutating func sweep() {
        for (run, tape) in open where tape.report != nil {
            counts.runs += 1
            if let failure = tape.failure {
                counts.diverged += 1
                firstDivergence = firstDivergence ?? failure
            }
            forget(run)
        }
    }

    /// Lets runs whose process has ended come to their end: `store` gets what they still hand over. Runs that
    /// are made of nothing but the store are left as they are.
    package mutating func endOpenRuns(
        _ store: (Batch) async throws -> CommitReceipt
    ) async throws {
        sweep()
        for tape in openTapes where tape.reads == .rows {
            while tape.report == nil {
                if let batch = tape.submitted {
                    await tape.answer(try await Self.outcome { try await store(batch) })
                } else {
                    await tape.feed(RunEnd.processEnded.record(Moment(tape.clock), run: tape.origin.run))
                }
            }
        }
        sweep()
    }

    /// What became of a batch: that the store will not take it is for its run to know.
    private static func outcome(
        _ store: () async throws -> CommitReceipt
    ) async throws -> Result<CommitReceipt, any Error> {
        do {
            return .success(try await store())
        } catch  where Advice.on(error) == .skip {
            return .failure(RecalledFailure(error))
        }
    }

    /// Ends all open runs without storing anything more of them.
    package mutating func cut() async {
        for tape in openTapes { await tape.cut(CancellationError()) }
        open = [:]
        needed = [:]
        jobs = [:]
    }

    /// A job has one run at a time: the one before has ended, or its process has. Only those that are made of
    /// nothing but the store are not brought to an end by the next process.
    private mutating func cutForerunner(of collector: any Collector) async {
        guard collector.isDerived else { return }
        for (run, tape) in open where tape.reads == .places && jobs[run] == collector.job {
            await tape.cut(CancellationError())
            forget(run)
        }
    }

    private mutating func forget(_ run: String) {
        open[run] = nil
        needed[run] = nil
        jobs[run] = nil
    }

    private mutating func start(
        _ record: JournalRecord, in group: inout ThrowingDiscardingTaskGroup<any Error>
    ) async {
        guard let run = record.run, let job = record.text("job").flatMap(JobName.init(rawValue:)),
            let collector = cast.collector(of: job, subject: record.text("subject"))
        else {
            counts.unknown += 1
            return
        }
        guard includesDerived || !collector.isDerived else { return }
        await cutForerunner(of: collector)
        jobs[run] = job
        let tape = ReplayTape(
            origin: RunOrigin(run: run, start: record.sequence),
            moment: Moment(at: record.at, uptime: record.uptime), reads: collector.isDerived ? .places : .rows
        )
        open[run] = tape
        needed[run] = record.sequence
        group.addTask { await JobRunner.rerun(collector, as: RunID(run), tape: tape) }
        await tape.settle()
    }

    /// Whether a run builds on one before the first record that is read. What somebody still waits for is
    /// read from the first record that it needs, so such a run is stored already: it lies here because
    /// another one that began before it took longer.
    private func isBuiltOnEarlier(_ record: JournalRecord) -> Bool {
        guard record.kind == RecordKind.turn, let first = record.integer("first") else { return false }
        return UInt64(clamping: first) < from
    }

    /// Keeps count of who builds on whom.
    private mutating func note(_ record: JournalRecord, of tape: ReplayTape) {
        guard record.kind == RecordKind.turn, let run = record.run else { return }
        if record.text("fetched_by") == run {
            offered = tape.origin.start
        } else if let first = record.integer("first") {
            needed[run] = min(needed[run] ?? .max, UInt64(clamping: first))
        }
    }

    private mutating func due(_ fate: DueBatches.Fate, _ record: JournalRecord) -> DueBatches? {
        let tapes = Batch.Part.parts(record.text("parts") ?? "").compactMap { part -> ReplayTape? in
            guard let tape = open[part.run], tape.submitted?.part == part else { return nil }
            return tape
        }
        return tapes.isEmpty ? nil : DueBatches(fate: fate, at: record.at, tapes: tapes)
    }
}
