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

    /// Asks at another pace from now on, without a fresh burst.
    public func changePace(rate: Double, burst: Int) async {
        await limiter.changePace(rate: rate, burst: burst)
    }

    /// Asks, paces, retries and decodes; throws the last failure when it is given up.
    package func value<Value: Sendable>(
        of endpoint: String, _ request: HTTPRequest, intake: RunIntake,
        decode: @Sendable (Frame) throws -> Value
    ) async throws -> Value {
        let endpoint = Endpoint(source: name, name: endpoint)
        policy.noteRequest()
        var attempt = 1
        while true {
            do {
                let frame = try await frame(endpoint, request, intake: intake, isRetry: attempt > 1)
                do { return try decode(frame) } catch let error as DecodeError {
                    throw UndecodablePayload(error, of: frame)
                }
            } catch {
                try await goOn(endpoint, after: error, attempt: attempt, intake: intake)
                attempt += 1
            }
        }
    }

    private func frame(
        _ endpoint: Endpoint, _ request: HTTPRequest, intake: RunIntake, isRetry: Bool
    ) async throws -> Frame {
        let text = request.description
        let done = try await intake.tape.take(
            live: { try await exchange(endpoint, request, text) },
            record: { exchange, moment in exchange.record(moment) },
            recall: { record in try Exchange(record, for: endpoint, text) })
        intake.update {
            $0.count += 1
            $0.retries += isRetry ? 1 : 0
            $0.waited += done.waited
        }
        switch done.outcome {
        case .failed(let error): throw error
        case .answered(let frame, let retryAfter, let wireByteCount):
            intake.update { $0.bytes += wireByteCount }
            guard let refusal = Self.refusal(frame, retryAfter: retryAfter) else { return frame }
            intake.update { $0.lastFailedStatus = frame.status }
            throw refusal
        }
    }

    /// Sends the request once. That it got no answer is an outcome; that the run was told to stop is none.
    private func exchange(
        _ endpoint: Endpoint, _ request: HTTPRequest, _ text: String
    ) async throws -> Exchange {
        let waited = try await limiter.permit()
        do {
            let response = try await answer(to: request, at: endpoint, waited: waited)
            if (200..<300).contains(response.status) { await limiter.answered() }
            sequence += 1
            let frame = Frame(
                endpoint: endpoint, sequence: sequence, receivedAt: response.receivedAt,
                uptime: response.uptime, request: text, status: response.status, bytes: response.body)
            return Exchange(
                endpoint: endpoint, request: text, waited: waited,
                outcome: .answered(
                    frame,
                    retryAfter: RetryAfter.wait(response.headers, receivedAt: response.receivedAt),
                    wireByteCount: response.wireByteCount))
        } catch let error as TransportError {
            try Task.checkCancellation()
            return Exchange(endpoint: endpoint, request: text, waited: waited, outcome: .failed(error))
        }
    }

    /// Waits before another attempt, or throws the failure when there is none.
    private func goOn(
        _ endpoint: Endpoint, after error: any Error, attempt: Int, intake: RunIntake
    ) async throws {
        guard let failure = error as? any HarvestFailure, !EngineError.isDivergence(error) else {
            throw error
        }
        let goesOn = try await intake.tape.take(
            live: {
                await slowDown(after: error)
                return try await waitBeforeRetry(endpoint, after: failure, attempt: attempt)
            },
            record: { goesOn, moment in
                JournalRecord(
                    RecordKind.decision, at: moment.at, uptime: moment.uptime,
                    ["retry": .integer(goesOn ? 1 : 0)])
            },
            recall: { record in
                try record.expect(RecordKind.decision)
                return record.integer("retry") == 1
            })
        guard goesOn else { throw error }
    }

    private func answer(
        to request: HTTPRequest, at endpoint: Endpoint, waited: Duration
    ) async throws -> HTTPResponse {
        do {
            let response = try await transport.response(to: request)
            await tell(endpoint, response, waited: waited)
            return response
        } catch {
            await tell(endpoint, nil, waited: waited)
            throw error
        }
    }

    private func tell(_ endpoint: Endpoint, _ response: HTTPResponse?, waited: Duration) async {
        events.report(
            .requestAnswered(
                endpoint, status: response?.status, bytes: response?.wireByteCount ?? 0, waited: waited,
                permits: await limiter.available))
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

    /// Decides whether there is another attempt, and waits for its time.
    private func waitBeforeRetry(
        _ endpoint: Endpoint, after failure: any HarvestFailure, attempt: Int
    ) async throws -> Bool {
        switch policy.decide(after: failure.advice, attempt: attempt, at: clock.uptime) {
        case .retry(let delay):
            events.report(.requestRetried(endpoint, attempt: attempt, after: delay, because: failure))
            try await clock.sleep(for: delay)
            return true
        case .giveUp(let bound):
            events.report(.requestGivenUp(endpoint, attempts: attempt, bound: bound, because: failure))
            return false
        }
    }

    private static func refusal(_ frame: Frame, retryAfter: Duration?) -> UpstreamError? {
        guard !(200..<300).contains(frame.status) else { return nil }
        return .refusal(
            frame.endpoint, status: frame.status, text: UpstreamErrorBody.text(from: frame.bytes),
            retryAfter: retryAfter)
    }
}
