@testable import HarvestCore
import HarvestTestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct RosterTests {
    typealias Doing = SupervisorTests.Doing

    struct Broken: Error {}

    /// A service that says when it starts and ends, and ends when it is asked to.
    struct Willing: RetiringService {
        let name: String
        let facts: Recorder<String>
        let asked = Latch()

        func run() async throws {
            facts.record("\(name) begins")
            await asked.wait()
            facts.record("\(name) ends")
        }

        func retire() async { asked.open() }
    }

    private let clock = ManualClock()
    private let events = EventRecorder()
    private let facts = Recorder<String>()

    private func roster(_ plan: [RosterEntry]) -> Roster {
        Roster(plan, clock: clock, events: events, seed: 1)
    }

    private func entry(_ name: String, _ traits: [String: String] = [:], _ version: String = "")
        -> RosterEntry
    {
        RosterEntry(name, traits: traits, Willing(name: name + version, facts: facts))
    }

    /// Runs a roster while `body` does, and ends it.
    private func running(_ roster: Roster, _ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await roster.run() }
            try await body()
            group.cancelAll()
        }
    }

    @Test func aPlanTouchesOnlyWhatItChanges() async throws {
        let roster = roster([entry("a"), entry("b", ["interval": "10 s"]), entry("c")])
        try await running(roster) {
            try await facts.wait(for: 3)
            let difference = try await roster.apply([
                entry("b", ["interval": "5 s"], "'"), entry("c", [:], "'"), entry("d"),
            ])
            #expect(difference.unchanged == ["c"])
            #expect(difference.lines == ["b interval 10 s -> 5 s", "d added", "a removed"])
            try await facts.wait(for: 7)
            let standings = await roster.standings
            #expect(standings.map(\.name) == ["b", "c", "d"])
            #expect(standings.allSatisfy { $0.state == .running })
        }
        let order = facts.facts
        #expect(
            order.sorted().filter { !$0.hasPrefix("d") } == [
                "a begins", "a ends", "b begins", "b ends", "b' begins", "b' ends", "c begins", "c ends",
            ])
        // One run of a service at a time: the old one has ended when the next one begins.
        #expect(try #require(order.firstIndex(of: "b ends")) < #require(order.firstIndex(of: "b' begins")))
        #expect(events.recorder.count == 0)
    }

    @Test func whoDoesNotEndInTimeIsCancelled() async throws {
        /// Heeds nothing but cancellation.
        struct Deaf: RetiringService {
            let clock: ManualClock

            func run() async throws { try await clock.sleep(for: .hours(1)) }

            func retire() async {}
        }
        let roster = roster([RosterEntry("a", Deaf(clock: clock))])
        try await running(roster) {
            try await clock.waitForSleepers()
            async let difference = roster.apply([])
            try await clock.waitForSleepers(2)
            clock.advance(by: Roster.usualPatience)
            #expect(try await difference.removed == ["a"])
            #expect(await roster.standings.isEmpty)
        }
    }

    @Test func whoCannotBeCancelledHoldsUpNobodyButItsSuccessor() async throws {
        let release = Latch()
        let stuck = Doing { await Uncancelled.value { await release.wait() } }
        let roster = roster([RosterEntry("a", stuck), entry("b")])
        try await running(roster) {
            try await facts.wait(for: 1)
            async let difference = roster.apply([
                entry("a", ["mended": "yes"], "'"), entry("b", ["x": "1"], "'"),
            ])
            try await clock.waitForSleepers()
            clock.advance(by: Roster.usualPatience)
            #expect(try await difference.changed.map(\.name) == ["a", "b"])
            try await facts.wait(for: 3)
            #expect(await roster.standings.map(\.state) == [.waiting, .running])
            #expect(facts.facts == ["b begins", "b ends", "b' begins"])
            release.open()
            try await facts.wait(for: 4)
            #expect(facts.facts.last == "a' begins")
        }
    }

    /// A second plan while one is stuck: whoever waited for it must not let the next one pass.
    @Test(arguments: [true, false])
    func nobodyBeginsBesideOneThatIsStuck(_ isRemovedFirst: Bool) async throws {
        let release = Latch()
        let stuck = Doing { [facts] in
            facts.record("a begins")
            await Uncancelled.value { await release.wait() }
            facts.record("a ends")
        }
        let roster = roster([RosterEntry("a", stuck)])
        try await running(roster) {
            try await facts.wait(for: 1)
            async let first = roster.apply(isRemovedFirst ? [] : [entry("a", ["x": "1"], "'")])
            try await clock.waitForSleepers()
            clock.advance(by: Roster.usualPatience)
            _ = try await first
            try await roster.apply([entry("a", ["x": "2"], "''"), entry("b")])
            // Both were on the list of those that start when one of them has begun.
            try await facts.wait(for: 2)
            #expect(await roster.standings.map(\.state) == [.waiting, .running])
            try await roster.apply([entry("a", ["x": "3"], "\"")])
            release.open()
            try await facts.wait(for: 5)
        }
        #expect(
            facts.facts == [
                "a begins", "b begins", "b ends", "a ends", "a\" begins", "a\" ends",
            ])
    }

    @Test(arguments: [true, false])
    func whatDoesNotEndIsLateAlsoWhenItHasLeftThePlan(_ isRemoved: Bool) async throws {
        /// Hangs, and says how long it has.
        struct Hanging: PunctualService {
            let body: Doing

            func run() async throws { try await body.run() }

            func lateness(at now: Duration) async -> Duration { .seconds(200) }
        }
        let release = Latch()
        let hanging = Doing { [facts] in
            facts.record("a begins")
            await Uncancelled.value { await release.wait() }
        }
        let roster = roster([RosterEntry("a", Hanging(body: hanging))])
        try await running(roster) {
            try await facts.wait(for: 1)
            let next = entry("a", ["x": "1"], "'")
            async let difference = roster.apply(isRemoved ? [] : [next])
            try await clock.waitForSleepers()
            clock.advance(by: Roster.usualPatience)
            _ = try await difference
            let late = await roster.mostLate(at: clock.uptime)
            #expect(late?.name == "a" && late?.lateness == .seconds(200))
            release.open()
            try await roster.apply([next])
            try await facts.wait(for: 2)
            #expect(await roster.mostLate(at: clock.uptime) == nil)
        }
    }

    @Test func whoSpentItsRestartsRestsLoudlyAndComesBackWithoutItsSiblings() async throws {
        let starts = Recorder<Duration>()
        let rule = RestartRule.restart(
            limit: 2, window: .minutes(10), backoff: Backoff(base: .seconds(1), cap: .seconds(1)))
        let flaky = Doing { [clock] in
            starts.record(clock.uptime)
            if starts.count != 4 { throw Broken() }
            try await clock.sleep(for: .hours(1))
        }
        let roster = roster([RosterEntry("flaky", restart: rule, flaky), entry("steady")])
        try await running(roster) {
            for count in 1...3 {
                // Each failure is an event, and then only the flaky one sleeps.
                try await events.recorder.wait(for: count)
                try await clock.waitForSleepers()
                if count == 3 {
                    #expect(await roster.standings[0].state == .givenUp(until: clock.uptime + .minutes(10)))
                }
                clock.advanceToNextDeadline()
                try await starts.wait(for: count + 1)
            }
            #expect(await roster.standings.map(\.state) == [.running, .running])
        }
        #expect(
            events.recorder.facts.map(\.name) == ["ServiceRestarted", "ServiceRestarted", "ServiceGivenUp"])
        #expect(events.recorder.facts.last?.level == .error)
        #expect(events.recorder.facts.last?["failures"] == .integer(3))
        #expect(starts.facts[3] - starts.facts[2] == .minutes(10))
        #expect(facts.facts == ["steady begins", "steady ends"])
    }

    @Test func aServiceThatRestsCanBeReplacedAtOnce() async throws {
        let failing = Doing { throw Broken() }
        let roster = roster([RosterEntry("a", restart: .never, failing)])
        try await running(roster) {
            try await events.recorder.wait(for: 1)
            try await clock.waitForSleepers()
            try await roster.apply([entry("a", ["mended": "yes"])])
            try await facts.wait(for: 1)
        }
        #expect(events.recorder.facts.map(\.name) == ["ServiceGivenUp"])
    }

    @Test func aPlanBeforeTheStartIsTheOneThatStarts() async throws {
        let roster = roster([entry("a"), entry("b")])
        try await roster.apply([entry("b", ["new": "yes"], "'"), entry("c")])
        try await running(roster) { try await facts.wait(for: 2) }
        #expect(Set(facts.facts) == ["b' begins", "b' ends", "c begins", "c ends"])
    }

    @Test func aPlanAfterTheEndStartsNothing() async throws {
        let roster = roster([entry("a")])
        try await running(roster) { try await facts.wait(for: 1) }
        try await roster.apply([entry("b")])
        #expect(facts.facts == ["a begins", "a ends"])
    }

    @Test(arguments: 0..<20)
    func plansThatCrossLeaveTheLastOneRunningAndNoServiceTwice(seed: UInt64) async throws {
        var chance = SplitMix64(seed: seed)
        let running = Locked<[String: Int]>([:])
        let most = Locked(0)
        func plan() -> [RosterEntry] {
            ["a", "b", "c"].filter { _ in Bool.random(using: &chance) }.map { name in
                let version = String(Int.random(in: 0...2, using: &chance))
                let service = Counted(name: name, running: running, most: most)
                return RosterEntry(name, traits: ["v": version], service)
            }
        }
        let roster = roster(plan())
        let plans = (0..<10).map { _ in plan() }
        try await self.running(roster) {
            for plan in plans {
                async let first = roster.apply(plan)
                async let second = roster.apply(plan)
                let differences = try await [first, second]
                #expect(differences.contains { $0.isEmpty }, "seed \(seed)")
            }
            let names = await roster.standings.map(\.name)
            #expect(names == plans.last?.map(\.name), "seed \(seed)")
        }
        #expect(most.withLock { $0 } <= 1, "seed \(seed)")
        #expect(running.withLock { $0.values.allSatisfy { $0 == 0 } }, "seed \(seed)")
    }

    /// Counts how often a name runs at the same time.
    struct Counted: RetiringService {
        let name: String
        let running: Locked<[String: Int]>
        let most: Locked<Int>
        let asked = Latch()

        func run() async throws {
            let count = running.withLock { running in
                running[name, default: 0] += 1
                return running[name] ?? 0
            }
            most.withLock { $0 = max($0, count) }
            await asked.wait()
            running.withLock { $0[name, default: 0] -= 1 }
        }

        func retire() async { asked.open() }
    }
}
