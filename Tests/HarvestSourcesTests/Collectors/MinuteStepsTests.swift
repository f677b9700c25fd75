import HarvestCore
import HarvestTestSupport
import Testing

@testable import HarvestSources

@Suite struct MinuteStepsTests {
    private static let now = Sample.noon + .seconds(17)

    private static func minutes(_ count: Int) -> Timestamp { Sample.noon - .minutes(count) }

    private static func steps(after cursor: Timestamp?) -> [MinuteSteps.Step] {
        MinuteSteps(upTo: now, again: 10, after: cursor).steps
    }

    @Test func withoutACursorTheLatestMinutesAreComputed() {
        let end = Sample.noon + .minutes(1)
        #expect(
            Self.steps(after: nil) == [.init(minutes: Self.minutes(9)..<end, done: Self.minutes(9))])
        // A clock that was set back leaves a cursor in the future.
        #expect(Self.steps(after: Sample.noon + .hours(5)) == Self.steps(after: nil))
    }

    @Test func aMinuteLaterItIsStillOneStep() {
        let steps = Self.steps(after: Self.minutes(10))
        #expect(
            steps == [.init(minutes: Self.minutes(10)..<Sample.noon + .minutes(1), done: Self.minutes(9))])
    }

    @Test(arguments: [0, 5, 9, 10, 11, 25, 59, 200, 300, 369])
    func afterAPauseEveryMissedMinuteIsInExactlyOneStep(missed: Int) {
        let steps = Self.steps(after: Self.minutes(missed))
        var next = Self.minutes(max(missed, 9))
        for step in steps {
            #expect(step.minutes.lowerBound == next)
            #expect(step.minutes.upperBound - step.minutes.lowerBound <= .minutes(20))
            next = step.minutes.upperBound
        }
        #expect(next == Sample.noon + .minutes(1))
        #expect(steps.map(\.done) == steps.map(\.done).sorted())
        #expect(steps.last?.done == Self.minutes(9))
    }

    @Test func aLongPauseIsCaughtUpWithInBoundedRuns() {
        var cursor = Self.minutes(1_000)
        var runs = 0
        repeat {
            let steps = Self.steps(after: cursor)
            #expect(steps.dropLast().first?.minutes.lowerBound == cursor)
            // The latest minutes are not kept waiting by the old ones.
            #expect(steps.last?.minutes.upperBound == Sample.noon + .minutes(1))
            let total = steps.reduce(Duration.zero) { $0 + ($1.minutes.upperBound - $1.minutes.lowerBound) }
            #expect(total <= .minutes(MinuteSteps.maximumMissed + 10))
            let done = steps.last?.done ?? cursor
            #expect(done > cursor)
            cursor = done
            runs += 1
        } while cursor < Self.minutes(9)
        #expect(runs == 3)
    }
}
