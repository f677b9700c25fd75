@testable import HarvestCore
import HarvestTestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct HeartbeatTests {
    /// Due since a while, by order.
    struct Late: PunctualService {
        let lateness: Locked<Duration>
        let clock: ManualClock

        func run() async throws { try await clock.sleep(for: .hours(9)) }

        func lateness(at now: Duration) async -> Duration { lateness.withLock { $0 } }
    }

    private let clock = ManualClock()
    private let events = EventRecorder()
    private let beats = Recorder<Duration>()

    private func heartbeat(_ checks: [Heartbeat.Check]) -> Heartbeat {
        Heartbeat(every: .seconds(10), checks: checks, clock: clock, events: events) { [clock, beats] in
            beats.record(clock.uptime)
        }
    }

    @Test func itBeatsWhileThePartsAnswer() async throws {
        let store = MemoryStore(clock: clock)
        let writer = Writer(
            channel: BatchChannel(), store: store, clock: clock, events: events, seed: 1)
        let heartbeat = heartbeat([.answer(of: writer)])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await heartbeat.run() }
            for count in 1...3 {
                try await beats.wait(for: count)
                try await clock.waitForSleepers()
                clock.advance(by: .seconds(10))
            }
            group.cancelAll()
        }
        #expect(beats.facts.prefix(3) == [.seconds(1_000), .seconds(1_010), .seconds(1_020)])
        #expect(events.recorder.count == 0)
    }

    @Test func itHoldsItsBreathWhileAServiceIsOverdue() async throws {
        let lateness = Locked(Duration.zero)
        let roster = Roster(
            [RosterEntry("job", Late(lateness: lateness, clock: clock))], clock: clock, events: events,
            seed: 1)
        let heartbeat = heartbeat([.punctuality(of: roster)])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await roster.run() }
            try await clock.waitForSleepers()
            group.addTask { try await heartbeat.run() }
            try await beats.wait(for: 1)
            try await clock.waitForSleepers(2)
            lateness.withLock { $0 = Heartbeat.slack + .milliseconds(1) }
            clock.advance(by: .seconds(10))
            try await events.recorder.wait(for: 1)
            // When the heartbeat itself comes late, the machine was busy or asleep and nobody hangs.
            try await clock.waitForSleepers(2)
            clock.advance(by: .seconds(11))
            try await beats.wait(for: 2)
            group.cancelAll()
        }
        let missed = try #require(events.recorder.facts.first)
        #expect(missed.name == "HeartbeatMissed")
        #expect(missed["part"] == "scheduler")
        #expect(beats.facts == [.seconds(1_000), .seconds(1_021)])
    }

    @Test func aPartThatNeverAnswersIsNamedAndStopsTheBeat() async throws {
        let stuck = Latch()
        let heartbeat = heartbeat([
            .init("writer") { _, _ in
                await Uncancelled.value { await stuck.wait() }
                return nil
            }
        ])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await heartbeat.run() }
            try await clock.waitForSleepers()
            clock.advance(by: Heartbeat.limit)
            try await events.recorder.wait(for: 1)
            #expect(beats.count == 0)
            stuck.open()
            group.cancelAll()
        }
        #expect(events.recorder.facts.map { $0["part"] } == ["writer"])
        #expect(events.recorder.facts[0]["reason"] == "no answer within 5000 ms")
    }
}
