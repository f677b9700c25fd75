import HarvestCore
import HarvestTestSupport
import Testing

@Suite struct RateLimiterTests {
    @Test func callersPassInTheOrderInWhichTheyCame() async throws {
        let clock = ManualClock()
        let limiter = RateLimiter(TokenBucket(rate: 1, burst: 1), clock: clock)
        let passed = Recorder<Int>()
        try await limiter.permit()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<5 {
                group.addTask {
                    try await limiter.permit()
                    passed.record(number)
                }
                // The first sleeps on the clock, the others queue behind it; each is in before the next
                // starts.
                if number == 0 { try await clock.waitForSleepers() }
                while limiter.waiterCount < number { await Task.yield() }
            }
            for count in 1...5 {
                try await clock.waitForSleepers()
                clock.advance(by: .seconds(1))
                try await passed.wait(for: count)
            }
            try await group.waitForAll()
        }
        #expect(passed.facts == [0, 1, 2, 3, 4])
    }

    @Test func aComplaintDuringTheWaitIsKept() async throws {
        let clock = ManualClock()
        let limiter = RateLimiter(TokenBucket(rate: 1, burst: 1), clock: clock)
        try await limiter.permit()
        async let waited = limiter.permit()
        try await clock.waitForSleepers()
        await limiter.holdOff(for: .seconds(10))
        clock.advance(by: .seconds(1))
        try await clock.waitForSleepers()
        clock.advance(by: .seconds(9))
        #expect(try await waited == .seconds(10))
    }

    @Test func aCancelledCallerGivesWayToTheNext() async throws {
        let clock = ManualClock()
        let limiter = RateLimiter(TokenBucket(rate: 1, burst: 1), clock: clock)
        try await limiter.permit()
        let passed = Recorder<String>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await withTaskGroup(of: Void.self) { inner in
                    inner.addTask {
                        do { try await limiter.permit() } catch { passed.record("cancelled") }
                    }
                    // Only cancellation could throw, and then the test fails below.
                    try? await clock.waitForSleepers()
                    inner.cancelAll()
                }
            }
            try await passed.wait(for: 1)
            group.addTask {
                try await limiter.permit()
                passed.record("passed")
            }
            try await clock.waitForSleepers()
            clock.advance(by: .seconds(1))
            try await group.waitForAll()
        }
        #expect(passed.facts == ["cancelled", "passed"])
    }
}
