import HarvestCore
import Testing

@Suite struct ScheduleTests {
    @Test func theFirstRunIsDueAtOnce() {
        #expect(Schedule(every: .seconds(10), seed: 1).wait(at: .seconds(500)) == .zero)
    }

    @Test(arguments: 0..<20)
    func theMeanIntervalIsKeptWhateverRunsTake(seed: UInt64) {
        var schedule = Schedule(every: .seconds(10), seed: seed)
        var chance = SplitMix64(seed: seed)
        var now = Duration.seconds(100)
        for _ in 0..<1_000 {
            now += schedule.wait(at: now)
            schedule.runStarts(at: now)
            now += .seconds(Int.random(in: 0...8, using: &chance))
        }
        let mean = (now - .seconds(100)).inSeconds / 1_000
        #expect(abs(mean - 10) < 0.2, "seed \(seed)")
    }

    @Test func aPauseLeadsToOneRunAndNoStorm() {
        var schedule = Schedule(every: .seconds(10), seed: 3)
        schedule.runStarts(at: .seconds(100))
        let late = Duration.seconds(100_000)
        #expect(schedule.wait(at: late) == .zero)
        #expect(schedule.lateness(at: late) > .seconds(99_000))
        schedule.runStarts(at: late)
        #expect(schedule.wait(at: late) >= .seconds(9))
        #expect(schedule.lateness(at: late) == .zero)
    }

    @Test(arguments: 0..<50)
    func noStretchHoldsMoreRunsThanItsIntervals(seed: UInt64) {
        var chance = SplitMix64(seed: seed)
        let interval = Duration.seconds(Int.random(in: 1...300, using: &chance))
        var schedule = Schedule(every: interval, seed: seed)
        var now = Duration.seconds(1_000)
        var starts: [Duration] = []
        for _ in 0..<400 {
            now += schedule.wait(at: now)
            schedule.runStarts(at: now)
            starts.append(now)
            // Runs that take anything from nothing to three intervals, and now and then a machine that slept.
            let share = Double.random(in: 0...1, using: &chance)
            now += interval * (share < 0.05 ? 100 * share * 20 : 3 * share * share)
        }
        // Chance shortens each by a tenth at most, and a late one is made up for by less than one.
        for (first, last) in zip(starts, starts.dropFirst(20)) {
            #expect((last - first) / interval >= 20 * 0.9 - 1, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<50)
    func theTimeBetweenPunctualRunsIsTheIntervalLessATenthToMoreATenth(seed: UInt64) {
        var schedule = Schedule(every: .seconds(100), seed: seed)
        var now = Duration.seconds(7)
        schedule.runStarts(at: now)
        for _ in 0..<100 {
            // The run takes half the interval, which is not added to it.
            let wait = schedule.wait(at: now + .seconds(50))
            #expect((.seconds(40)...(.seconds(60))).contains(wait), "seed \(seed)")
            now += .seconds(50) + wait
            schedule.runStarts(at: now)
        }
    }

    @Test func theNextRunCanBePutOffAndBroughtForward() {
        var schedule = Schedule(every: .seconds(100), seed: 1)
        schedule.runStarts(at: .seconds(10))
        schedule.postpone(until: .seconds(500))
        #expect(schedule.wait(at: .seconds(10)) == .seconds(490))
        schedule.bringForward(to: .seconds(20))
        #expect(schedule.wait(at: .seconds(10)) == .seconds(10))
        schedule.bringForward(to: .seconds(30))
        #expect(schedule.wait(at: .seconds(10)) == .seconds(10))
    }
}
