import HarvestTestSupport
import Testing

@testable import HarvestCore
@testable import harvestd

@Suite(.timeLimit(.minutes(2))) struct MemoryUpkeepTests {
    @Test func memoryIsGivenBackOnceAMinute() async throws {
        let (clock, times) = (ManualClock(), Recorder<Duration>())
        let start = clock.uptime
        let upkeep = MemoryUpkeep(clock: clock) { times.record(clock.uptime - start) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await upkeep.run() }
            for count in 1...3 {
                try await clock.waitForSleepers()
                clock.advanceToNextDeadline()
                try await times.wait(for: count)
            }
            group.cancelAll()
        }
        #expect(times.facts == [.minutes(1), .minutes(2), .minutes(3)])
    }
}
