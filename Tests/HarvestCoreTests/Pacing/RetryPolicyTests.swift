import HarvestCore
import Testing

@Suite struct RetryPolicyTests {
    static func delay(_ decision: RetryPolicy.Decision) -> Duration? {
        if case .retry(let delay) = decision { delay } else { nil }
    }

    @Test(arguments: [Advice.skip, .stop])
    func whatCannotGetBetterIsNotTriedAgain(advice: Advice) {
        var policy = RetryPolicy(seed: 1)
        #expect(policy.decide(after: advice, attempt: 1, at: .zero) == .giveUp(bound: "advice"))
    }

    @Test func attemptsAreBounded() {
        var policy = RetryPolicy(maximumAttempts: 3, seed: 1)
        #expect(Self.delay(policy.decide(after: .retry(after: nil), attempt: 2, at: .zero)) != nil)
        #expect(policy.decide(after: .retry(after: nil), attempt: 3, at: .zero) == .giveUp(bound: "attempts"))
    }

    @Test(arguments: 0..<50)
    func noRetryComesBeforeItsRetryAfter(seed: UInt64) throws {
        var policy = RetryPolicy(seed: seed)
        let decision = policy.decide(after: .retry(after: .seconds(17)), attempt: 1, at: .zero)
        #expect(try #require(Self.delay(decision)) >= .seconds(17))
    }

    @Test func aRetryAfterBeyondPatienceEndsIt() {
        var policy = RetryPolicy(seed: 1)
        #expect(
            policy.decide(after: .retry(after: .hours(1)), attempt: 1, at: .zero)
                == .giveUp(bound: "retry-after"))
    }

    @Test func anOutageDoesNotBecomeAStorm() {
        var policy = RetryPolicy(maximumAttempts: 3, seed: 7)
        var requests = 0
        var retries = 0
        // Five requests a second for five minutes, all of which fail.
        for tick in 0..<1_500 {
            policy.noteRequest()
            requests += 1
            var attempt = 1
            let now = Duration.milliseconds(tick * 200)
            while Self.delay(policy.decide(after: .retry(after: nil), attempt: attempt, at: now)) != nil {
                attempt += 1
                retries += 1
            }
        }
        #expect(Double(retries) <= Double(requests) * 0.1)
        #expect(retries > 100)
    }

    @Test(arguments: 0..<20)
    func jitterIsSpreadEvenlyBelowADoublingCappedBound(seed: UInt64) {
        let backoff = Backoff(base: .milliseconds(250), cap: .seconds(30))
        var chance = SplitMix64(seed: seed)
        let bounds = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]
        for (index, bound) in bounds.enumerated() {
            #expect(backoff.bound(beforeRetry: index + 1) == .milliseconds(bound))
            let draws = (0..<400).map { _ in
                backoff.delay(beforeRetry: index + 1, using: &chance).inSeconds * 1_000 / Double(bound)
            }
            #expect(draws.allSatisfy { (0...1).contains($0) })
            let mean = draws.reduce(0, +) / 400
            #expect(abs(mean - 0.5) < 0.08, "seed \(seed)")
        }
    }
}
