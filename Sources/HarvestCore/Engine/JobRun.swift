/// One run of one job: takes its rows, keeps its counts, and becomes its audit row.
///
/// Rows gather in one batch, which is submitted when it has grown to `maximumRows` at a point the collector
/// names (`flushIfFull`, between pages), and at the end together with the audit row: a short run is one
/// transaction, a long one a few, each with its cursors and the audit row so far.
public actor JobRun {
    /// Identifier of the run and key of its audit row.
    public nonisolated let id: RunID
    /// The job.
    public nonisolated let job: JobName
    /// What of its job it is about: a handle; `nil` for a job there is once.
    public nonisolated let subject: String?
    /// Upstream service, or `derived`.
    public nonisolated let source: String
    /// Start by the wall clock.
    public nonisolated let startedAt: Timestamp
    /// What the run takes in.
    public nonisolated let intake: RunIntake
    /// Time as the run sees it: with a journal, the moment of its last input.
    public nonisolated let clock: any EngineClock

    /// The member of an audit row's metadata that says that the run goes on.
    public static let runningMark = "running"

    /// Rows a batch may gather before a flush point submits it.
    public static let maximumRows = 5_000

    private let startUptime: Duration
    private let submit: @Sendable (Batch) async throws -> CommitReceipt
    private var batch = Batch()
    private var submittedCount = 0
    private var receipt = CommitReceipt()
    private var rejected = 0
    private var failure: RecordedFailure?
    private var notes: [(name: String, value: String)] = []
    private var skipReason: String?
    private var isEarly = false
    /// Whether the run goes on after the present submission, which its audit row says.
    private var isRunning = false
    /// Whether anything but rejects and drift was taken: what tells a partial run from a failed one.
    private var hasUsefulRows = false

    /// Starts a run. `submit` stores a batch and returns when it is durable.
    init(
        id: RunID, job: JobName, subject: String? = nil, source: String, clock: any EngineClock,
        intake: RunIntake = RunIntake(),
        submit: @escaping @Sendable (Batch) async throws -> CommitReceipt
    ) {
        self.id = id
        self.job = job
        self.subject = subject
        self.source = source
        self.clock = clock
        self.intake = intake
        self.submit = submit
        startedAt = clock.now
        startUptime = clock.uptime
    }

    /// Takes a row.
    public func append(_ record: some Record) {
        batch.append(record)
        hasUsefulRows = true
    }

    /// Takes rows.
    public func append(contentsOf records: some Sequence<some Record> & Sendable) {
        for record in records { append(record) }
    }

    /// Takes drifted fields. They are told, and count neither as success nor as trouble.
    public func append(drift: [FieldDrift]) { batch.append(contentsOf: drift) }

    /// Takes rejected elements: rows for `ops_rejected` that also count for the run.
    public func reject(_ rejections: [Rejection]) {
        rejected += rejections.count
        batch.append(contentsOf: rejections)
    }

    /// Notes trouble that does not end the run: it ends as `partial` at best.
    public func note(failure error: any Error) {
        if let payload = error as? UndecodablePayload { reject([payload.rejection]) }
        if failure == nil { failure = RecordedFailure(error) }
    }

    /// As `note(failure:)`, except that a run which is told to stop does end: throws that. The error tells,
    /// and not the task, because a run that is done again is in a task that nobody has cancelled.
    public func noteUnlessStopped(failure error: any Error) throws {
        if error is CancellationError { throw error }
        note(failure: error)
    }

    /// Adds a figure to the run's metadata.
    public func note(_ name: String, _ value: Int) { notes.append((name, String(value))) }

    /// Adds a word to the run's metadata.
    public func note(_ name: String, _ value: String) { notes.append((name, JSONWriter.string(value))) }

    /// Says that there was nothing to do.
    public func skip(because reason: String) {
        skipReason = reason
        note("skipped", reason)
    }

    /// Says that there is nothing to do before another job has brought something: the run is skipped, and the
    /// job's schedule does not wait a whole interval for the next one.
    public func skip(until reason: String) {
        isEarly = true
        skip(because: reason)
    }

    /// Submits what has gathered when it is much. Call it where rows and cursors belong together.
    public func flushIfFull() async throws {
        guard batch.rowCount >= Self.maximumRows else { return }
        try await flush()
    }

    /// Submits what has gathered, much or little: where an interruption should lose nothing before this
    /// point.
    public func flush() async throws {
        isRunning = true
        defer { isRunning = false }
        try await flush(as: .partial)
    }

    /// Notes on the tape how the run ended, and ends it.
    func close(_ end: RunEnd, after error: (any Error)?) async -> JobReport {
        do {
            let end = try await intake.tape.end(end)
            return await finish(after: end.failure(of: job, after: error))
        } catch let failure {
            return await finish(after: failure)
        }
    }

    /// Ends the run: stores what has gathered and the audit row, and says how it went.
    func finish(after error: (any Error)?) async -> JobReport {
        if let error { note(failure: error) }
        do {
            try await flush(as: status)
        } catch {
            note(failure: error)
            let status: RunStatus = receipt.tables.isEmpty ? .error : .partial
            // The rows are not stored; that they are not must still be on record. When this fails too, the
            // store is out of reach and the report is the only word there is.
            batch = Batch()
            do { try await flush(as: status) } catch { return report(status: status) }
            return report(status: status)
        }
        return report(status: status)
    }

    private var status: RunStatus {
        if failure != nil { return hasUsefulRows ? .partial : .error }
        if skipReason != nil { return .skipped }
        return rejected + receipt.total.refused > 0 ? .partial : .ok
    }

    private func flush(as status: RunStatus) async throws {
        var full = batch
        full.run = auditRow(status)
        full.storedBefore = receipt
        submittedCount += 1
        full.part = Batch.Part(run: id.description, number: submittedCount)
        full.isTaped = intake.tape.isRepeatable
        full.isDerived = intake.tape.reads == .places
        // Emptied before the wait, so that rows taken meanwhile go to the next batch.
        batch = Batch()
        do {
            receipt.add(try await submit(full))
        } catch let error as CancellationError {
            // It was not accepted, so its rows are still ours to hand over at the end of the run.
            keep(full)
            throw error
        }
    }

    /// Puts the rows of a batch that was not accepted before those taken since.
    private func keep(_ refused: Batch) {
        let since = batch.blocks
        batch = Batch()
        for block in refused.blocks + since { batch.append(block) }
    }

    private func auditRow(_ status: RunStatus) -> CollectorRun {
        CollectorRun(
            id: id, job: job, source: source, status: status,
            statusCode: intake.counts.lastFailedStatus, rowsWritten: 0,
            latencyMilliseconds: Int((clock.uptime - startUptime).milliseconds),
            errorCode: failure?.code, errorMessage: failure?.message,
            startedAt: startedAt, finishedAt: max(clock.now, startedAt), metadata: metadata)
    }

    private var metadata: String {
        let counts = intake.counts
        var members: [(name: String, value: String)] = []
        if counts.count > 0 {
            members += [("requests", String(counts.count)), ("retries", String(counts.retries))]
            members += [
                ("bytes", String(counts.bytes)), ("waited_ms", String(counts.waited.milliseconds)),
            ]
        }
        if isRunning { members.append((Self.runningMark, "true")) }
        if rejected > 0 { members.append(("rejected", String(rejected))) }
        return JSONWriter.object(members + notes)
    }

    private func report(status: RunStatus) -> JobReport {
        JobReport(
            id: id, job: job, subject: subject, source: source, status: status, requests: intake.counts,
            receipt: receipt, rejected: rejected, duration: clock.uptime - startUptime, failure: failure,
            skipReason: skipReason, isEarly: isEarly)
    }
}
