@testable import HarvestCore
import HarvestTestSupport
import Testing

/// A job's schedule against clocks that jump, runs that take long, and the wish to end.
@Suite(.timeLimit(.minutes(2))) struct ScheduledJobTimeTests {
    private let clock = ManualClock()
    private let starts = Recorder<Duration>()
    private let events = EventRecorder()

    /// Runs a job every ten seconds, with a store under it, while `body` does.
    private func running(
        _ collect: @escaping @Sendable (JobRun) async throws -> Void = { _ in },
        _ body: (ScheduledJob) async throws -> Void
    ) async throws {
        let channel = BatchChannel()
        let store = MemoryStore(clock: clock)
        _ = try await store.migrate()
        let writer = Writer(channel: channel, store: store, clock: clock, events: EventRecorder(), seed: 1)
        let runner = JobRunner(channel: channel, clock: clock, events: events, seed: 1)
        let job = ScheduledJob(
            JobRunnerTests.Doing { [starts] run in
                starts.record(run.clock.uptime)
                try await collect(run)
            }, every: .seconds(10), runner: runner, clock: clock, seed: 7)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            group.addTask { try await job.run() }
            try await body(job)
            channel.finish()
            group.cancelAll()
            // A cancelled job throws, one that retired returns.
            while let result = await group.nextResult() { _ = result }
        }
    }

    /// Waits until the job has ended so many runs and sleeps until the next.
    private func settled(_ runs: Int) async throws {
        try await events.recorder.wait(for: 3 * runs)
        try await clock.waitForSleepers()
    }

    @Test(arguments: [
        (1, 60), (10, 60), (11, 66), (30, 180), (60, 360), (120, 720), (150, 900), (300, 900), (86_400, 900),
    ])
    func theDeadlineFollowsTheInterval(_ interval: Int, _ deadline: Int) {
        #expect(ScheduledJob.deadline(every: .seconds(interval)) == .seconds(deadline))
    }

    @Test func aRunPastItsDeadlineIsStoppedAndTheNextOneComes() async throws {
        try await running({ [clock, starts] _ in
            if starts.count == 1 { try await clock.sleep(for: .hours(1)) }
        }) { job in
            // The run itself and its deadline.
            try await clock.waitForSleepers(2)
            clock.advance(by: .seconds(59))
            #expect(starts.count == 1)
            clock.advance(by: .seconds(1))
            try await starts.wait(for: 2)
            #expect(events.recorder.facts.compactMap { $0["status"] }.first == "error")
        }
    }

    @Test func aMachineThatSleptRunsOnceAndThenAsEver() async throws {
        try await running { _ in
            try await settled(1)
            clock.advance(by: .hours(3))
            try await settled(2)
            clock.advance(by: .milliseconds(8_900))
            #expect(clock.sleeperCount == 1)
            #expect(starts.count == 2)
            clock.advanceToNextDeadline()
            try await starts.wait(for: 3)
        }
        #expect((9...11).contains((starts.facts[2] - starts.facts[1]).inSeconds))
    }

    @Test(arguments: [Duration.hours(1), .hours(-1)])
    func theWallClockMayJump(by jump: Duration) async throws {
        try await running { _ in
            for count in 1...5 {
                try await settled(count)
                clock.jumpWallClock(by: jump)
                clock.advanceToNextDeadline()
                try await starts.wait(for: count + 1)
            }
        }
        let gaps = zip(starts.facts, starts.facts.dropFirst()).map { ($1 - $0).inSeconds }
        #expect(gaps.allSatisfy { (9...11).contains($0) }, "\(gaps)")
    }

    @Test func aLongRunIsFollowedByOneAndNeverJoined() async throws {
        let under = Locked((now: 0, most: 0))
        try await running({ [clock] _ in
            under.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            try await clock.sleep(for: .seconds(35))
            under.withLock { $0.now -= 1 }
        }) { job in
            for count in 1...4 {
                try await starts.wait(for: count)
                // The run and its deadline sleep, and after the run the job may.
                try await clock.waitForSleepers(2)
                #expect(await job.wait(at: clock.uptime) == .zero)
                clock.advance(by: .seconds(35))
                try await events.recorder.wait(for: 3 * count)
                if count < 4, starts.count == count {
                    try await clock.waitForSleepers()
                    clock.advanceToNextDeadline()
                }
            }
        }
        #expect(under.withLock { $0.most } == 1)
    }

    @Test func askedToRetireItEndsAtOnceBetweenRuns() async throws {
        try await running { job in
            try await settled(1)
            await job.retire()
            // A job that has been retired returns even when it is run again.
            try await job.run()
        }
        #expect(starts.count == 1)
    }

    @Test func askedToRetireItEndsAfterTheRunUnderWay() async throws {
        let collected = Recorder<Bool>()
        let mayEnd = Latch()
        try await running({ _ in
            await mayEnd.wait()
            try Task.checkCancellation()
            collected.record(true)
        }) { job in
            try await starts.wait(for: 1)
            await job.retire()
            #expect(collected.count == 0)
            mayEnd.open()
            try await events.recorder.wait(for: 2)
        }
        #expect(collected.count == 1)
        #expect(starts.count == 1)
        #expect(events.recorder.facts.last?["status"] != "error")
    }

    @Test func aRunThatDoesNotEndAfterItsDeadlineIsLate() async throws {
        let release = Latch()
        try await running({ _ in
            // Deaf to its cancellation, as a call into a disk that hangs is.
            await Uncancelled.value { await release.wait() }
        }) { job in
            try await starts.wait(for: 1)
            try await clock.waitForSleepers(1)
            let start = try #require(starts.facts.first)
            let limit = start + ScheduledJob.deadline(every: .seconds(10)) + ScheduledJob.grace
            #expect(await job.lateness(at: limit) == .zero)
            #expect(await job.lateness(at: limit + .seconds(7)) == .seconds(7))
            release.open()
        }
    }

    @Test func itSaysHowLateItIs() async throws {
        try await running { job in
            try await settled(1)
            let due = try #require(clock.nextDeadline)
            #expect(await job.lateness(at: due) == .zero)
            #expect(await job.lateness(at: due + .seconds(3)) == .seconds(3))
            #expect(await job.wait(at: due - .seconds(3)) == .seconds(3))
            #expect(await job.lastReport?.status == .ok)
        }
    }

    @Test func timeInWhichTheStoreWasAwayIsNoLateness() async throws {
        let room = RunJournal(MemoryJournal(), clock: clock)
        _ = try await room.open(settings: [], version: "test")
        let (channel, began, release) = (BatchChannel(), Latch(), Latch())
        let job = ScheduledJob(
            JobRunnerTests.Doing { _ in
                began.open()
                await release.wait()
            }, every: .seconds(10),
            runner: JobRunner(channel: channel, journal: room, clock: clock, events: events, seed: 1),
            clock: clock, seed: 7)
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await job.run() }
            await began.wait()
            let back = clock.uptime + .hours(1)
            #expect(await job.lateness(at: back) == .zero)
            room.memory.isStoreDown = false
            #expect(await job.lateness(at: back + ScheduledJob.grace) == .zero)
            #expect(await job.lateness(at: back + ScheduledJob.grace + .seconds(7)) == .seconds(7))
            release.open()
            channel.finish()
            group.cancelAll()
            while let result = await group.nextResult() { _ = result }
        }
    }
}
