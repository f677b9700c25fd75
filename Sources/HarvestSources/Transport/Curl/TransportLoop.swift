internal import CCurl
internal import HarvestCore

/// The life of the transport's thread: take orders, start what may start, let libcurl work, answer, sleep.
///
/// It is made and used on that thread alone.
final class TransportLoop {
    private let configuration: CurlTransport.Configuration
    private let clock: any EngineClock
    private let mailbox: TransportMailbox
    private let multi: CurlMulti
    private var admission: Admission
    private var waiting: [UInt64: Submission] = [:]
    private var underWay: [UInt64: Transfer] = [:]
    /// No waiting request's deadline passes before this moment.
    private var nextWaitingCheck: Duration?

    /// Prepares a loop.
    init(
        _ configuration: CurlTransport.Configuration, clock: any EngineClock, mailbox: TransportMailbox,
        multi: CurlMulti
    ) {
        self.configuration = configuration
        self.clock = clock
        self.mailbox = mailbox
        self.multi = multi
        admission = Admission(
            connectionsPerHost: configuration.connectionsPerHost, connections: configuration.connections)
    }

    /// Works until the mailbox says to stop, then fails whatever is open; answers why libcurl failed, if so.
    func run() -> TransportError? {
        var failure: TransportError?
        while failure == nil, let orders = mailbox.take() {
            if !turn(orders) { failure = TransportError(.engine, host: "libcurl", cause: "its loop failed") }
        }
        end()
        return failure
    }

    private func turn(_ orders: TransportMailbox.Orders) -> Bool {
        take(orders)
        startAdmitted()
        guard multi.perform() else { return false }
        let didFinish = finishEnded()
        let now = MonotonicTime.now
        let didFail = failOverdue(now)
        // Somebody may take the place of what ended; then there is work before the next sleep.
        if didFinish || didFail, startAdmitted() { return true }
        return multi.poll(atMost: sleep(from: now))
    }

    private func take(_ orders: TransportMailbox.Orders) {
        for submission in orders.submissions {
            waiting[submission.id] = submission
            admission.enqueue(submission.id, host: submission.address.origin)
            let deadline = submission.askedAt + submission.request.deadlines.total
            nextWaitingCheck = min(deadline, nextWaitingCheck ?? deadline)
        }
        for id in orders.cancelled { end(id, .failure(CancellationError())) }
    }

    @discardableResult
    private func startAdmitted() -> Bool {
        var didStart = false
        while let id = admission.next() {
            guard let submission = waiting.removeValue(forKey: id) else { continue }
            start(submission)
            didStart = true
        }
        return didStart
    }

    private func start(_ submission: Submission) {
        do {
            let transfer = try Transfer(submission, configuration: configuration)
            guard multi.add(transfer.handle) else {
                throw TransportError(.engine, host: submission.address.host, cause: "transfer not taken")
            }
            underWay[submission.id] = transfer
        } catch {
            admission.finish(host: submission.address.origin)
            answer(submission, .failure(error))
        }
    }

    private func finishEnded() -> Bool {
        var didEnd = false
        while let (id, code) = multi.nextEnded() {
            didEnd = true
            guard let transfer = underWay[id] else { continue }
            end(id, transfer.outcome(code, clock: clock).mapError { $0 })
        }
        return didEnd
    }

    /// Ends what took too long; whether places became free by that.
    private func failOverdue(_ now: Duration) -> Bool {
        let before = underWay.count
        for (id, transfer) in underWay {
            if let failure = transfer.failure(at: now) { end(id, .failure(failure)) }
        }
        let didFreePlaces = underWay.count < before
        guard let check = nextWaitingCheck, check <= now else { return didFreePlaces }
        nextWaitingCheck = nil
        for (id, submission) in waiting {
            let deadline = submission.askedAt + submission.request.deadlines.total
            if deadline <= now {
                end(id, .failure(TransportError(.totalTimeout, host: submission.address.host)))
            } else {
                nextWaitingCheck = min(deadline, nextWaitingCheck ?? deadline)
            }
        }
        return didFreePlaces
    }

    private func end(_ id: UInt64, _ outcome: Result<HTTPResponse, any Error>) {
        if let transfer = underWay.removeValue(forKey: id) {
            multi.remove(transfer.handle)
            admission.finish(host: transfer.submission.address.origin)
            answer(transfer.submission, outcome)
        } else if let submission = waiting.removeValue(forKey: id) {
            admission.withdraw(id, host: submission.address.origin)
            answer(submission, outcome)
        }
    }

    private func answer(_ submission: Submission, _ outcome: Result<HTTPResponse, any Error>) {
        mailbox.noteAnswered()
        submission.reply.resume(with: outcome)
    }

    private func sleep(from now: Duration) -> Duration {
        var next = now + .seconds(60)
        for transfer in underWay.values { next = min(next, transfer.nextDeadline) }
        if let nextWaitingCheck { next = min(next, nextWaitingCheck) }
        return next - now
    }

    private func end() {
        let left = mailbox.close()
        for id in Array(underWay.keys) + Array(waiting.keys) {
            let host = (underWay[id]?.submission ?? waiting[id])?.address.host ?? "unknown"
            end(id, .failure(TransportError(.cancelled, host: host)))
        }
        for submission in left.submissions {
            submission.reply.resume(throwing: TransportError(.cancelled, host: submission.address.host))
        }
    }
}
