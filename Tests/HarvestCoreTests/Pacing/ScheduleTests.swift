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
        schedule.runStarts(at: late)
        #expect(schedule.wait(at: late) <= .seconds(2))
        schedule.runStarts(at: late + .seconds(2))
        #expect(schedule.wait(at: late + .seconds(2)) >= .seconds(7))
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
