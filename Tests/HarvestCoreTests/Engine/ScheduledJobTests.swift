@testable import HarvestCore
import HarvestTestSupport
import Testing

@Suite struct ScheduledJobTests {
    struct Broken: Error {}

    @Test func aJobThatKeepsFailingIsRunLessOftenUntilItSucceeds() async throws {
        let clock = ManualClock()
        let starts = Recorder<Duration>()
        let channel = BatchChannel()
        let events = EventRecorder()
        let runner = JobRunner(channel: channel, clock: clock, events: events, seed: 1)
        let store = MemoryStore(clock: clock)
        _ = try await store.migrate()
        let writer = Writer(channel: channel, store: store, clock: clock, events: EventRecorder(), seed: 1)
        let job = ScheduledJob(
            JobRunnerTests.Doing { run in
                starts.record(run.clock.uptime)
                if starts.count <= 4 { throw Broken() }
            }, every: .seconds(120), slowDown: .init(threshold: 2, interval: .seconds(300)), runner: runner,
            clock: clock, seed: 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            group.addTask { try await job.run() }
            for count in 1..<8 {
                // Each run reports its start, its end and the next one. After that nothing sleeps but the job
                // itself, so the clock moves to the moment it has chosen and no further, however late
                // anybody is.
                try await events.recorder.wait(for: 3 * count)
                try await clock.waitForSleepers()
                clock.advanceToNextDeadline()
                try await starts.wait(for: count + 1)
            }
            channel.finish()
            group.cancelAll()
            // The cancelled job throws; that is how it ends.
            while let result = await group.nextResult() { _ = result }
        }
        let announced = events.recorder.facts.filter { $0.name == "JobScheduled" }.map { $0["wait_ms"] }
        #expect(announced.count >= 7)
        #expect(announced[1] == .duration(.seconds(300)), "a slower pace is announced too")
        let gaps = zip(starts.facts, starts.facts.dropFirst()).map { ($1 - $0).inSeconds }
        #expect((108...132).contains(gaps[0]), "\(gaps)")
        #expect(gaps[1...3].allSatisfy { $0 == 300 }, "\(gaps)")
        #expect(gaps[4...].allSatisfy { (96...144).contains($0) }, "\(gaps)")
    }
}
