import HarvestCore
@testable import HarvestSources
import HarvestTestSupport
import Testing

@Suite struct UpstreamTests {
    static let address = "https://gamma.example"

    static func upstream(
        _ transport: ScriptedTransport, clock: ManualClock, events: EventRecorder = EventRecorder(),
        attempts: Int = 3
    ) -> Upstream {
        Upstream(
            name: "gamma", baseURL: address + "/", transport: transport,
            bucket: TokenBucket(rate: 100, burst: 100),
            policy: RetryPolicy(maximumAttempts: attempts, seed: 1), clock: clock, events: events)
    }

    static func status(_ frame: Frame) -> Int { frame.status }

    /// Asks once, moving the clock over every wait.
    static func ask(
        _ upstream: Upstream, clock: ManualClock, events: EventRecorder, retries: Int, intake: RunIntake
    ) async throws -> Int {
        async let answer = upstream.value(of: "events", .get(address), intake: intake, decode: status)
        for count in 0..<retries {
            // Each attempt tells its answer and that there will be another.
            try await events.recorder.wait(for: 2 * (count + 1))
            try await clock.waitForSleepers()
            clock.advance(by: .minutes(2))
        }
        return try await answer
    }

    @Test func troubleOfTheServiceIsTriedAgainAndCounted() async throws {
        let clock = ManualClock()
        let events = EventRecorder()
        let transport = ScriptedTransport(clock: clock)
        transport.reply(to: Self.address, with: .status(503), .failure(.reset), .json("[]"))
        let intake = RunIntake()
        let upstream = Self.upstream(transport, clock: clock, events: events)
        #expect(try await Self.ask(upstream, clock: clock, events: events, retries: 2, intake: intake) == 200)
        #expect(intake.counts.count == 3)
        #expect(intake.counts.retries == 2)
        #expect(intake.counts.lastFailedStatus == 503)
        let answers = events.recorder.facts.filter { $0.name == "RequestAnswered" }
        #expect(answers.map { $0["status"] } == [.integer(503), nil, .integer(200)])
        #expect(answers.map { $0["permits"] } == [.integer(99), .integer(99), .integer(99)])
        let codes = events.recorder.facts.filter { $0.name == "RequestRetried" }.map { $0["code"] }
        #expect(codes == [.text("E1250"), .text("E1111")])
    }

    @Test(arguments: [(404, "E1204"), (400, "E1200"), (422, "E1200"), (413, "E1200")])
    func aRefusalForGoodIsNotTriedAgain(status: Int, code: String) async throws {
        let clock = ManualClock()
        let transport = ScriptedTransport(clock: clock)
        transport.reply(to: Self.address, with: .status(status))
        let upstream = Self.upstream(transport, clock: clock)
        let error = await #expect(throws: UpstreamError.self) {
            try await upstream.value(of: "x", .get(Self.address), intake: RunIntake(), decode: Self.status)
        }
        #expect(error?.code == code)
        #expect(transport.requests.count == 1)
    }

    @Test func aRetryAfterHoldsTheRetryAndEverybodyElseBack() async throws {
        let clock = ManualClock()
        let events = EventRecorder()
        let transport = ScriptedTransport(clock: clock)
        let tooMany = ScriptedReply(status: 429, headers: ["Retry-After": "30"], body: [])
        transport.reply(to: Self.address, with: tooMany, .json("[]"))
        let upstream = Self.upstream(transport, clock: clock, events: events)
        let start = clock.uptime
        async let first = upstream.value(
            of: "x", .get(Self.address), intake: RunIntake(), decode: Self.status)
        try await events.recorder.wait(for: 1)
        async let second = upstream.value(
            of: "y", .get(Self.address), intake: RunIntake(), decode: Self.status)
        try await clock.waitForSleepers(2)
        clock.advance(by: .seconds(29))
        #expect(transport.requests.count == 1)
        while transport.requests.count < 3 {
            clock.advance(by: .milliseconds(100))
            await Task.yield()
        }
        _ = try await (first, second)
        #expect(clock.uptime - start >= .seconds(30))
    }

    @Test func aFailureToDecodeIsTriedAgainWhenItsAdviceSaysSo() async throws {
        let clock = ManualClock()
        let events = EventRecorder()
        let transport = ScriptedTransport(clock: clock)
        transport.reply(to: Self.address, with: .json("<html>"), .json("{}"))
        let upstream = Self.upstream(transport, clock: clock, events: events)
        async let answer = upstream.value(of: "x", .get(Self.address), intake: RunIntake()) { frame in
            try JSONDocument(parsing: frame.bytes, from: frame.endpoint).nodeCount
        }
        try await events.recorder.wait(for: 1)
        try await clock.waitForSleepers()
        clock.advance(by: .minutes(1))
        #expect(try await answer == 1)
    }

    @Test func framesCarryTheRequestTheTimesAndACounter() async throws {
        let clock = ManualClock()
        let transport = ScriptedTransport(clock: clock)
        transport.reply(to: Self.address, with: .json("[]"))
        let upstream = Self.upstream(transport, clock: clock)
        for number in 1...2 {
            let frame = try await upstream.value(
                of: "events", .get(Self.address + "/e"), intake: RunIntake()
            ) { $0 }
            #expect(frame.sequence == UInt64(number))
            #expect(frame.request == "GET https://gamma.example/e")
            #expect(frame.receivedAt == clock.now)
            #expect(frame.bytes == Array("[]".utf8))
        }
    }
}
