public import HarvestCore

/// Carries requests by libcurl, on one thread of its own for all of them: HTTP/2 where TLS agrees to it,
/// HTTP/1.1 elsewhere, connections kept and used again, one request on each at a time.
///
/// `run()` is its whole life; requests made before or after fail with `notRunning`. It does not try again,
/// keeps no cookies, follows no redirects unasked, and never talks to a peer it could not verify.
public final class CurlTransport: HTTPTransport {
    private let configuration: Configuration
    private let clock: any EngineClock
    private let mailbox: TransportMailbox

    /// Makes a transport; nothing starts. The clock says when answers came.
    public init(configuration: Configuration = Configuration(), clock: any EngineClock) {
        self.configuration = configuration
        self.clock = clock
        mailbox = TransportMailbox(capacity: configuration.capacity)
    }

    /// Carries requests until the task is cancelled; then what is under way fails with `cancelled`,
    /// connections are closed and the thread has ended when it returns.
    ///
    /// Throws `engine` when libcurl failed or it runs already. It may be run again after it ended.
    public func run() async throws {
        let life = try start()
        let failure = await withTaskCancellationHandler {
            await life.end()
        } onCancel: {
            mailbox.stop()
        }
        if let failure { throw failure }
    }

    /// Asks and waits for the whole answer; see `HTTPTransport`.
    public func response(to request: HTTPRequest) async throws -> HTTPResponse {
        try request.checkFields()
        let address = try HTTPAddress(request.url)
        return try await followed(request, at: address)
    }

    /// Asks, without following redirects.
    func exchange(_ request: HTTPRequest, at address: HTTPAddress) async throws -> HTTPResponse {
        try Task.checkCancellation()
        let id = mailbox.takeID()
        let askedAt = MonotonicTime.now
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { reply in
                let submission = Submission(
                    id: id, request: request, address: address, askedAt: askedAt, reply: reply)
                if let refusal = mailbox.submit(submission) {
                    return reply.resume(throwing: TransportError(refusal, host: address.host))
                }
                // The cancellation may have come before there was anything to cancel.
                if Task.isCancelled { mailbox.cancel(id) }
            }
        } onCancel: {
            mailbox.cancel(id)
        }
    }

    /// Starts the thread; requests are taken when it returns. The life must be waited for.
    func start() throws(TransportError) -> TransportLife {
        guard let multi = CurlMulti(configuration) else {
            throw TransportError(.engine, host: "libcurl", cause: "no handle")
        }
        guard mailbox.open(multi) else {
            throw TransportError(.engine, host: "libcurl", cause: "it runs already")
        }
        let (configuration, clock, mailbox) = (configuration, clock, mailbox)
        let life = TransportLife()
        let thread = LoopThread {
            life.note(TransportLoop(configuration, clock: clock, mailbox: mailbox, multi: multi).run())
        }
        guard let thread else {
            for submission in mailbox.close().submissions {
                submission.reply.resume(throwing: TransportError(.notRunning, host: submission.address.host))
            }
            throw TransportError(.engine, host: "libcurl", cause: "no thread")
        }
        life.adopt(thread)
        return life
    }

    /// Asks the thread to end.
    func stop() { mailbox.stop() }
}
