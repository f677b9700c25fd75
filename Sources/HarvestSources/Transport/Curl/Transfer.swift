internal import CCurl
internal import HarvestCore

/// One request under way: what came of its answer so far, and why it has to end, if so.
///
/// It lives on the loop's thread from its start to its outcome.
final class Transfer {
    /// The request and who waits for it.
    let submission: Submission
    /// libcurl's side of it.
    let handle: CurlHandle
    private var headers = HeaderReader()
    private var body: BodyReader
    private var deadlines: TransferDeadlines
    private var refusal: TransportError.Kind?

    /// Prepares a transfer; throws when libcurl refuses an option.
    init(_ submission: Submission, configuration: CurlTransport.Configuration) throws(TransportError) {
        self.submission = submission
        let request = submission.request
        body = BodyReader(limits: request.limits)
        deadlines = TransferDeadlines(request.deadlines, askedAt: submission.askedAt)
        handle = try CurlHandle(id: submission.id, host: submission.address.host)
        try handle.set(receiver: self)
        try handle.set(request, to: submission.address, configuration: configuration)
    }

    /// When the deadlines have to be looked at again.
    var nextDeadline: Duration { deadlines.next }

    /// The deadline that has passed; `nil` while none has.
    func failure(at now: Duration) -> TransportError? {
        deadlines.verdict(at: now).map { TransportError($0, host: submission.address.host) }
    }

    /// The request goes out.
    func noteSent() { deadlines.noteSent(at: MonotonicTime.now) }

    /// Takes a header line; false ends the transfer.
    func receive(header line: UnsafeBufferPointer<UInt8>) -> Bool {
        deadlines.noteReceived(line.count, at: MonotonicTime.now)
        if !headers.read(line) { refusal = .headerLimit }
        return refusal == nil
    }

    /// Takes bytes of the body; false ends the transfer.
    func receive(body bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        deadlines.noteReceived(bytes.count, at: MonotonicTime.now)
        refusal = body.receive(bytes, headers: headers.headers)
        return refusal == nil
    }

    /// The answer, or why there is none, after libcurl has ended with `code`.
    func outcome(_ code: CURLcode, clock: any EngineClock) -> Result<HTTPResponse, TransportError> {
        let host = submission.address.host
        if let refusal { return .failure(TransportError(refusal, host: host, cause: body.detail)) }
        guard code == CURLE_OK else {
            let kind = TransportError.Kind(code, certificateResult: handle.certificateResult)
            return .failure(TransportError(kind, host: host, cause: handle.failureText))
        }
        // libcurl calls an answer whole whose connection was closed among its header fields.
        guard headers.isComplete else {
            return .failure(TransportError(.cutShort, host: host, cause: "its header fields have no end"))
        }
        if let refusal = body.finish(status: handle.status, headers: headers.headers) {
            return .failure(TransportError(refusal, host: host, cause: "\(body.wireByteCount) bytes came"))
        }
        return .success(
            HTTPResponse(
                status: handle.status, headers: headers.headers, body: body.bytes,
                wireByteCount: body.wireByteCount, receivedAt: clock.now, uptime: clock.uptime))
    }
}
