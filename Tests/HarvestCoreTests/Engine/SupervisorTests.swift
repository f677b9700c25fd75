@testable import HarvestCore
import HarvestTestSupport
import Testing

@Suite struct SupervisorTests {
    /// A service made of a closure.
    struct Doing: Service {
        let body: @Sendable () async throws -> Void

        func run() async throws { try await body() }
    }

    struct Broken: Error {}

    static func supervisor(_ clock: ManualClock, events: EventRecorder = EventRecorder()) -> Supervisor {
        Supervisor(clock: clock, events: events, seed: 1)
    }

    @Test func stoppingTheIntakeDrainsTheStorageInOrder() async throws {
        let clock = ManualClock()
        let facts = Recorder<String>()
        let stop = Recorder<Bool>()
        let channel = BatchChannel()
        let tree = SupervisionTree.group(
            "root",
            [
                .group(
                    "intake",
                    options: .init(
                        until: { _ = try? await stop.wait(for: 1) },  // Cancellation ends the wait alike.
                        onExit: {
                            facts.record("intake ended")
                            channel.finish()
                        }),
                    [
                        .service("job", Doing { try await clock.sleep(for: .hours(1)) })
                    ]),
                .group(
                    "storage", options: .init(endsParent: true),
                    [
                        .service(
                            "writer",
                            Doing {
                                while await channel.next(maximumRows: 1) != nil {}
                                facts.record("storage drained")
                            })
                    ]),
            ])
        async let ended: Void = Self.supervisor(clock).run(tree)
        try await clock.waitForSleepers()
        stop.record(true)
        try await ended
        #expect(facts.facts == ["intake ended", "storage drained"])
    }

    @Test func aFailingStorageEndsTheEngineWithItsError() async throws {
        let clock = ManualClock()
        let tree = SupervisionTree.group(
            "root",
            [
                .service("job", Doing { try await clock.sleep(for: .hours(1)) }),
                .group(
                    "storage", options: .init(endsParent: true),
                    [.service("writer", Doing { throw Broken() })]),
            ])
        await #expect(throws: Broken.self) { try await Self.supervisor(clock).run(tree) }
    }

    @Test func aServiceStartsAgainAfterItsBackoffUntilItsIntensityIsSpent() async throws {
        let clock = ManualClock()
        let events = EventRecorder()
        let starts = Recorder<Int>()
        let rule = RestartRule.restart(
            limit: 3, window: .minutes(10), backoff: Backoff(base: .seconds(1), cap: .seconds(1)))
        let tree = SupervisionTree.service(
            "job", restart: rule,
            Doing {
                starts.record(1)
                throw Broken()
            })
        async let outcome = Self.outcome { try await Self.supervisor(clock, events: events).run(tree) }
        for count in 1...3 {
            try await events.recorder.wait(for: count)
            // The event comes before the sleep, and a clock that moved in between would wake nobody.
            try await clock.waitForSleepers()
            clock.advance(by: .seconds(1))
        }
        let error = await outcome as? EngineError
        #expect(error?.code == "E5002")
        #expect(starts.count == 4)
        #expect(events.recorder.facts.map(\.name) == Array(repeating: "ServiceRestarted", count: 3))
    }

    @Test func aHealthySpellForgivesEarlierFailures() {
        let rule = RestartRule.restart(limit: 1, window: .seconds(60), backoff: Backoff())
        var history = RestartHistory(rule: rule, seed: 1)
        #expect(history.delayAfterFailure(at: .seconds(0)) != nil)
        #expect(history.delayAfterFailure(at: .seconds(30)) == nil)
        #expect(history.delayAfterFailure(at: .seconds(100)) != nil)
    }

    @Test func oneChildsFailureDoesNotTouchItsRestartedSibling() async throws {
        let clock = ManualClock()
        let done = Recorder<Bool>()
        let attempts = Locked(0)
        let tree = SupervisionTree.group(
            "root",
            [
                .service(
                    "flaky", restart: .collector,
                    Doing {
                        let attempt = attempts.withLock { count in
                            count += 1
                            return count
                        }
                        if attempt < 3 { throw Broken() }
                    }),
                .service("steady", Doing { try await done.wait(for: 1) }),
            ])
        async let ended: Void = Self.supervisor(clock).run(tree)
        while attempts.withLock({ $0 }) < 3 {
            clock.advance(by: .seconds(60))
            await Task.yield()
        }
        done.record(true)
        try await ended
    }

    @Test func theTreeIsPrintedWithItsNotes() {
        let nothing = Doing {}
        let tree = SupervisionTree.group(
            "root",
            [
                .group(
                    "intake", note: "first",
                    [.service("a", nothing), .service("b", note: "second job", nothing)]),
                .group("storage", [.service("writer", note: "last", nothing)]),
            ])
        #expect(
            tree.printed == """
                root
                ├─ intake     first
                │  ├─ a
                │  └─ b       second job
                └─ storage
                   └─ writer  last
                """)
    }

    static func outcome(_ body: @Sendable () async throws -> Void) async -> (any Error)? {
        do {
            try await body()
            return nil
        } catch {
            return error
        }
    }
}
