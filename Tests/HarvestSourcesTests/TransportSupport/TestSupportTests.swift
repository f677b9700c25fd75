internal import HarvestCore
internal import HarvestSources
internal import HarvestTestSupport
internal import Testing

/// The clock, the recorder, the script and the chance that other tests stand on.
@Suite struct TestSupportTests {
    @Test func sleepersWakeInTheOrderOfTheirDeadlines() async throws {
        let clock = ManualClock()
        let woken = Recorder<Int>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for seconds in [3, 1, 2] {
                group.addTask {
                    try await clock.sleep(for: .seconds(seconds))
                    woken.record(seconds)
                }
            }
            try await clock.waitForSleepers(3)
            for count in 1...3 {
                clock.advanceToNextDeadline()
                try await woken.wait(for: count)
            }
            try await group.waitForAll()
        }
        #expect(woken.facts == [1, 2, 3])
        #expect(clock.sleeperCount == 0)
    }

    @Test func theClockMovesBothTimesAndOnlyTheWallClockJumps() async throws {
        let clock = ManualClock()
        let (now, uptime) = (clock.now, clock.uptime)
        clock.advance(by: .milliseconds(1_500))
        clock.jumpWallClock(by: .seconds(-10))
        #expect(clock.now - now == .milliseconds(-8_500))
        #expect(clock.uptime - uptime == .milliseconds(1_500))
        // A moment that has passed is not waited for.
        try await clock.sleep(until: clock.uptime)
    }

    @Test func aCancelledSleeperWakesAndIsForgotten() async throws {
        let clock = ManualClock()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await #expect(throws: CancellationError.self) { try await clock.sleep(for: .seconds(1)) }
            }
            await #expect(throws: Never.self) { try await clock.waitForSleepers() }
            group.cancelAll()
        }
        #expect(clock.sleeperCount == 0)
        #expect(clock.nextDeadline == nil)
    }

    @Test func waitingForFactsThatNeverComeCanBeCancelled() async {
        let recorder = Recorder<Int>()
        let clock = ManualClock()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await #expect(throws: CancellationError.self) { try await recorder.wait(for: 1) }
            }
            group.addTask {
                await #expect(throws: CancellationError.self) { try await clock.waitForSleepers(1) }
            }
            group.cancelAll()
        }
        #expect(recorder.facts.isEmpty)
    }

    @Test func scriptedRepliesComeInOrderAndTheLastRepeats() async throws {
        let transport = ScriptedTransport(clock: ManualClock())
        transport.reply(to: "https://a.example/", with: .status(429), .json("{}"))
        transport.reply(to: "https://a.example/special", with: .failure(.reset))
        let statuses = [
            try await transport.response(to: .get("https://a.example/x")).status,
            try await transport.response(to: .get("https://a.example/y")).status,
            try await transport.response(to: .get("https://a.example/x")).status,
        ]
        #expect(statuses == [429, 200, 200])
        await #expect(throws: TransportError(.reset, host: "scripted.example")) {
            try await transport.response(to: .get("https://a.example/special"))
        }
        await #expect(throws: ScriptedTransport.Unscripted.self) {
            try await transport.response(to: .get("https://b.example/"))
        }
        #expect(transport.requests.count == 5)
    }

    @Test func aScriptedDelayPassesOnTheClock() async throws {
        let clock = ManualClock()
        let transport = ScriptedTransport(clock: clock) { _ in .json("[]").after(.seconds(5)) }
        async let response = transport.response(to: .get("https://a.example/"))
        try await transport.waitForRequests(1)
        try await clock.waitForSleepers()
        clock.advance(by: .seconds(5))
        #expect(try await response.uptime == clock.uptime)
    }

    @Test func theSameSeedGivesTheSameNumbers() {
        // The first three numbers of SplitMix64 from seed 0, as its author published them.
        var chance = SeededGenerator(seed: 0)
        #expect(
            [chance.next(), chance.next(), chance.next()] == [
                0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F,
            ])
    }
}
