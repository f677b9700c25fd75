public import HarvestCore

/// One upstream service: its permits, its retries, its counter of frames. The sources on top know its words.
///
/// A retry covers decoding as well, because an answer that was cut or is a proxy's HTML page is passing
/// trouble like a 503. Nothing is retried that the failure's advice does not allow.
public actor Upstream {
    /// Name, such as `gamma`.
    public nonisolated let name: String
    /// Where its endpoints begin, without a slash at the end.
    public nonisolated let baseURL: String
    /// The engine's clock.
    public nonisolated let clock: any EngineClock

    private let transport: any HTTPTransport
    private let limiter: RateLimiter
    private let events: any EngineEventSink
    private var policy: RetryPolicy
    private var sequence: UInt64 = 0

    /// Names a service. `policy` decides about retries, `bucket` about the pace.
    public init(
        name: String, baseURL: String, transport: any HTTPTransport, bucket: TokenBucket,
        policy: RetryPolicy, clock: any EngineClock, events: any EngineEventSink
    ) {
        self.name = name
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        self.transport = transport
        self.policy = policy
        self.clock = clock
        self.events = events
        limiter = RateLimiter(bucket, clock: clock)
    }

    /// Asks, paces, retries and decodes; throws the last failure when it is given up.
    package func value<Value: Sendable>(
        of endpoint: String, _ request: HTTPRequest, meter: RequestMeter,
        decode: @Sendable (Frame) throws -> Value
    ) async throws -> Value {
        let endpoint = Endpoint(source: name, name: endpoint)
        policy.noteRequest()
        var attempt = 1
        while true {
            do {
                let frame = try await frame(endpoint, request, meter: meter, isRetry: attempt > 1)
                do { return try decode(frame) } catch let error as DecodeError {
                    throw UndecodablePayload(error, of: frame)
                }
            } catch {
                await slowDown(after: error)
                try await waitBeforeRetry(endpoint, after: error, attempt: attempt)
                attempt += 1
            }
        }
    }

    private func frame(
        _ endpoint: Endpoint, _ request: HTTPRequest, meter: RequestMeter, isRetry: Bool
    ) async throws -> Frame {
        let waited = try await limiter.permit()
        meter.update {
            $0.count += 1
            $0.retries += isRetry ? 1 : 0
            $0.waited += waited
        }
        let response = try await transport.response(to: request)
        meter.update { $0.bytes += response.wireByteCount }
        if let refusal = Self.refusal(endpoint, response) {
            meter.update { $0.lastFailedStatus = response.status }
            throw refusal
        }
        await limiter.answered()
        sequence += 1
        return Frame(
            endpoint: endpoint, sequence: sequence, receivedAt: response.receivedAt, uptime: response.uptime,
            request: request.description, status: response.status, bytes: response.body)
    }

    /// A complaint about our pace holds all requests back, not only the one that heard it. An error body
    /// under a success status is taken for one, because that is how the services complain when they do not
    /// say 429.
    private func slowDown(after error: any Error) async {
        switch error {
        case let error as UpstreamError where error.status == 429:
            guard case .retry(let delay) = error.advice else { return }
            await limiter.holdOff(for: min(delay ?? Self.defaultHoldOff, Self.longestHoldOff))
        case let payload as UndecodablePayload:
            if case .upstream = payload.error.problem { await limiter.holdOff(for: Self.defaultHoldOff) }
        default: return
        }
    }

    /// The longest time nothing is asked after one complaint, whatever time it names; the next answer may
    /// complain again.
    private static let longestHoldOff = Duration.minutes(5)

    /// How long nothing is asked after a complaint that names no time.
    private static let defaultHoldOff = Duration.seconds(1)

    private func waitBeforeRetry(_ endpoint: Endpoint, after error: any Error, attempt: Int) async throws {
        guard let failure = error as? any HarvestFailure else { throw error }
        let delay: Duration
        switch policy.decide(after: failure.advice, attempt: attempt, at: clock.uptime) {
        case .retry(let wait): delay = wait
        case .giveUp(let bound):
            events.report(.requestGivenUp(endpoint, attempts: attempt, bound: bound, because: error))
            throw error
        }
        events.report(.requestRetried(endpoint, attempt: attempt, after: delay, because: error))
        try await clock.sleep(for: delay)
    }

    private static func refusal(_ endpoint: Endpoint, _ response: HTTPResponse) -> UpstreamError? {
        guard !(200..<300).contains(response.status) else { return nil }
        return .refusal(
            endpoint, status: response.status, text: UpstreamErrorBody.text(from: response.body),
            retryAfter: RetryAfter.wait(response.headers, receivedAt: response.receivedAt))
    }
}
