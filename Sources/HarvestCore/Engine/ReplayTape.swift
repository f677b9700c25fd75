/// The tape of a run that is done again: it waits for the records of the first time.
///
/// The run and whoever replays it take turns. The run goes on until it asks for its next input, hands over a
/// batch or ends; then the replayer feeds it a record, or the answer to its batch.
final class ReplayTape: RunTape {
    private enum Stage {
        case running
        case asking(CheckedContinuation<JournalRecord, any Error>, isEnding: Bool)
        case submitted(Batch, CheckedContinuation<CommitReceipt, any Error>)
        case done(JobReport)

        var isDone: Bool { if case .done = self { true } else { false } }
    }

    private struct State {
        var stage = Stage.running
        var observer: CheckedContinuation<Void, Never>?
        /// How the run ended the first time, once that is known.
        var end: (end: RunEnd, moment: Moment)?
        /// Whether it was stopped where it stands, and has not come to its end yet.
        var isInterrupted = false
        /// Lets it notice that it was stopped; called once its task is cancelled.
        var interruption: (@Sendable () -> Void)?
        /// Waits for the run to be stopped; `nil` before and after.
        var watcher: CheckedContinuation<Bool, Never>?
        /// Whether its collector is done.
        var isCollected = false
        /// Why it can only fail from now on.
        var failure: (any Error)?
    }

    let origin: RunOrigin
    let reads: RunReads
    /// Time as the run sees it.
    let clock: RunClock

    private let state = Locked(State())

    init(origin: RunOrigin, moment: Moment, reads: RunReads) {
        self.origin = origin
        self.reads = reads
        clock = RunClock(moment)
    }

    /// The batch that waits for its answer.
    var submitted: Batch? {
        state.withLock { if case .submitted(let batch, _) = $0.stage { batch } else { nil } }
    }

    /// How the run went, once it has ended.
    var report: JobReport? {
        state.withLock { if case .done(let report) = $0.stage { report } else { nil } }
    }

    /// Why the run took another course than the first time; `nil` while it follows.
    var failure: (any Error)? { state.withLock { $0.failure } }

    func take<Value>(
        live: () async throws -> Value, record: (Value, Moment) -> JournalRecord,
        recall: (JournalRecord) async throws -> Value
    ) async throws -> Value {
        let record = try await next(isEnding: false)
        do {
            return try await recall(record)
        } catch  where EngineError.isDivergence(error) {
            state.withLock { $0.failure = $0.failure ?? error }
            throw error
        }
    }

    func end(_ end: RunEnd) async throws -> RunEnd {
        let known = state.withLock { state in
            state.isInterrupted = false
            return state.end
        }
        if let known {
            clock.move(to: known.moment)
            return known.end
        }
        let record = try await next(isEnding: true)
        guard let end = RunEnd(record) else { throw diverge("it ended at record \(record.sequence)") }
        return end
    }

    /// The journal's order of turns is the order in which records come.
    func inTurn<Value>(_ gate: Gate, _ body: () async throws -> Value) async throws -> Value {
        try await body()
    }

    /// Waits until the run is stopped where it stands; `false` when its collector is done without that.
    func isInterrupted() async -> Bool {
        await withCheckedContinuation { continuation in
            let answer = state.withLock { state -> Bool? in
                if state.interruption != nil { return true }
                if state.isCollected { return false }
                state.watcher = continuation
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    /// Lets the run notice that it was stopped.
    func interrupt() { state.withLock { $0.interruption.take() }?() }

    /// Notes that the collector is done.
    func noteCollected() {
        let watcher = state.withLock { state in
            state.isCollected = true
            return state.watcher.take()
        }
        watcher?.resume(returning: false)
    }

    /// Hands over a batch and waits until it is answered.
    func submit(_ batch: Batch) async throws -> CommitReceipt {
        try await withCheckedThrowingContinuation { continuation in
            enter(.submitted(batch, continuation)) { continuation.resume(throwing: $0) }
        }
    }

    /// Notes that the run has ended.
    func finish(_ report: JobReport) { enter(.done(report)) { _ in } }

    /// Returns when the run asks, hands over, or has ended.
    func settle() async {
        await withCheckedContinuation { continuation in
            let isSettled = state.withLock { state in
                guard case .running = state.stage else { return true }
                state.observer = continuation
                return false
            }
            if isSettled { continuation.resume() }
        }
    }

    /// Gives the run its next record and returns when it has made of it what it can.
    func feed(_ record: JournalRecord) async {
        let (resume, watcher) = state.withLock { state in
            (Self.reaction(to: record, &state), state.interruption == nil ? nil : state.watcher.take())
        }
        resume?()
        watcher?.resume(returning: true)
        await settle()
    }

    /// Answers the batch that waits, and returns when the run has gone on.
    func answer(_ answer: Result<CommitReceipt, any Error>) async {
        let continuation = state.withLock { state -> CheckedContinuation<CommitReceipt, any Error>? in
            guard case .submitted(_, let continuation) = state.stage else { return nil }
            state.stage = .running
            return continuation
        }
        continuation?.resume(with: answer)
        await settle()
    }

    /// Lets the run fail now and from now on, so that it ends.
    func cut(_ error: any Error) async {
        while report == nil {
            let resume = state.withLock { state -> (@Sendable () -> Void)? in
                state.failure = state.failure ?? error
                return Self.failing(&state, with: error)
            }
            resume?()
            await settle()
        }
    }

    private func next(isEnding: Bool) async throws -> JournalRecord {
        let record = try await withCheckedThrowingContinuation { continuation in
            enter(.asking(continuation, isEnding: isEnding)) { continuation.resume(throwing: $0) }
        }
        clock.move(to: Moment(at: record.at, uptime: record.uptime))
        return record
    }

    private func diverge(_ how: String) -> EngineError {
        let error = EngineError.diverged(how)
        state.withLock { $0.failure = $0.failure ?? error }
        return error
    }

    /// Comes to rest at a stage and tells the replayer; a run that can only fail is told so instead.
    private func enter(_ stage: Stage, refuse: (any Error) -> Void) {
        typealias Outcome = (failure: (any Error)?, observer: CheckedContinuation<Void, Never>?)
        let outcome = state.withLock { state -> Outcome in
            if let failure = state.failure, !stage.isDone { return (failure, nil) }
            // As a cancelled task, a run that was stopped gets nothing more before it ends.
            if state.isInterrupted, !stage.isDone { return (CancellationError(), nil) }
            state.stage = stage
            return (nil, state.observer.take())
        }
        if let failure = outcome.failure { refuse(failure) }
        outcome.observer?.resume()
    }

    private static func reaction(
        to record: JournalRecord, _ state: inout State
    ) -> (@Sendable () -> Void)? {
        let end = RunEnd(record)
        switch state.stage {
        case .asking(let continuation, let isEnding) where isEnding || end == nil:
            state.stage = .running
            return { continuation.resume(returning: record) }
        case .asking, .submitted:
            // It was stopped while it waited for an answer, or it asks for more than it did the first time.
            state.end = end.map { ($0, Moment(at: record.at, uptime: record.uptime)) }
            guard let end, end != .returned else {
                let error = EngineError.diverged(
                    "record \(record.sequence) comes while it waits for something else")
                state.failure = state.failure ?? error
                return failing(&state, with: error)
            }
            let resume = failing(&state, with: CancellationError())
            state.isInterrupted = true
            // A collector that is done cannot be cancelled any more.
            guard !state.isCollected else { return resume }
            state.interruption = resume
            return nil
        case .running, .done: return nil
        }
    }

    private static func failing(_ state: inout State, with error: any Error) -> (@Sendable () -> Void)? {
        switch state.stage {
        case .asking(let continuation, _):
            state.stage = .running
            return { continuation.resume(throwing: error) }
        case .submitted(_, let continuation):
            state.stage = .running
            return { continuation.resume(throwing: error) }
        case .running, .done: return nil
        }
    }
}
