internal import HarvestCore
@testable internal import HarvestSources
internal import HarvestTestSupport
internal import Testing

/// Five minutes of nothing but 503: what the retries of a source add to its load, and how they are spread.
@Suite struct RetryStormTests {
    private static let address = "https://clob.example"

    /// What a source asked, and which waits it drew, as parts of the longest it might have drawn.
    private struct Course {
        let requests: Int
        let firstAttempts: Int
        let waits: [Double]
        let minutes: Double
    }

    /// Asks for five minutes, four times a second where nothing waits.
    private static func storm(seed: UInt64, answer: ScriptedReply = .status(503)) async throws -> Course {
        let clock = SkippingClock()
        let events = EventRecorder()
        let transport = ScriptedTransport(clock: clock)
        transport.reply(to: address, with: answer)
        let upstream = Upstream(
            name: "clob", baseURL: address, transport: transport, bucket: TokenBucket(rate: 4, burst: 4),
            policy: RetryPolicy(seed: seed), clock: clock, events: events)
        let start = clock.uptime
        var first = 0
        while clock.uptime - start < .minutes(5) {
            first += 1
            await #expect(throws: UpstreamError.self) {
                try await upstream.value(of: "x", .get(address), intake: RunIntake()) { $0.status }
            }
        }
        let waits = events.recorder.facts.filter { $0.name == "RequestRetried" }.compactMap(part)
        return Course(
            requests: transport.requests.count, firstAttempts: first, waits: waits,
            minutes: (clock.uptime - start).inSeconds / 60)
    }

    private static func part(_ event: EngineEvent) -> Double? {
        guard case .duration(let wait) = event["wait_ms"], case .integer(let attempt) = event["attempt"]
        else {
            return nil
        }
        return wait.inSeconds / Backoff().bound(beforeRetry: attempt).inSeconds
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func retriesAddATenthAtMost(seed: UInt64) async throws {
        let course = try await Self.storm(seed: seed)
        let retries = Double(course.requests - course.firstAttempts)
        #expect(course.firstAttempts > 500)
        // Nothing but what was saved up before the storm comes on top.
        #expect(retries <= 0.1 * Double(course.firstAttempts) + RetryBudget().capacity)
        #expect(retries >= 20)
    }

    /// Full jitter: the waits of many clients are spread evenly (Kolmogorov and Smirnov, at one per cent),
    /// and no two clients wait alike.
    @Test func waitsAreSpreadEvenlyAndNoTwoClientsAreInStep() async throws {
        var all: [Double] = []
        var courses: [[Double]] = []
        for seed in 1...8 as ClosedRange<UInt64> {
            let course = try await Self.storm(seed: seed)
            courses.append(course.waits)
            all += course.waits
        }
        let count = Double(all.count)
        let distance = all.sorted().enumerated().map { index, wait in
            max(abs(wait - Double(index) / count), abs(wait - Double(index + 1) / count))
        }.max()
        #expect(all.count > 200)
        #expect(try #require(distance) < 1.63 / count.squareRoot())
        for (one, other) in zip(courses, courses.dropFirst()) {
            #expect(zip(one, other).allSatisfy { abs($0 - $1) > 0.000_001 })
        }
    }

    /// A wait longer than a minute is not waited for by the run, and yet nobody asks meanwhile.
    @Test(arguments: [1, 7, 45])
    func nothingIsAskedBeforeTheTimeThatWasNamed(seconds: Int) async throws {
        let clock = SkippingClock()
        let times = Recorder<Duration>()
        let transport = ScriptedTransport(clock: clock) { _ in
            times.record(clock.uptime)
            return ScriptedReply(status: 429, headers: ["Retry-After": "\(seconds)"], body: [])
        }
        let upstream = Upstream(
            name: "clob", baseURL: Self.address, transport: transport,
            bucket: TokenBucket(rate: 100, burst: 100), policy: RetryPolicy(seed: 1), clock: clock,
            events: EventRecorder())
        for _ in 0..<20 {
            await #expect(throws: UpstreamError.self) {
                try await upstream.value(of: "x", .get(Self.address), intake: RunIntake()) { $0.status }
            }
        }
        #expect(times.count >= 20)
        for (one, next) in zip(times.facts, times.facts.dropFirst()) {
            #expect(next - one >= .seconds(seconds))
        }
    }
}
