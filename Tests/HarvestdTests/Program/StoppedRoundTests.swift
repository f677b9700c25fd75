import HarvestCore
import HarvestTestSupport
import Testing

@testable import harvestd

@Suite struct StoppedRoundTests {
    private struct Waiting: Collector {
        let started: Recorder<String>
        let job = JobName.postSync
        let source = "xtracker"

        func collect(into run: JobRun) async throws {
            started.record("post_sync")
            try await ManualClock().sleep(for: .hours(1))
        }
    }

    @Test func jobsAfterAStopAreListedAsNotRunAndTheEndIsClean() async throws {
        let clock = ManualClock()
        let channel = BatchChannel()
        let started = Recorder<String>()
        let jobs = ["one", "two"].map {
            Composition.Job(name: $0, note: "", group: .social, collector: Waiting(started: started))
        }
        let runner = JobRunner(channel: channel, clock: clock, events: EventRecorder(), seed: 1)
        let round = Round(jobs, runner: runner)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await round.run() }
            try await started.wait(for: 1)
            channel.finish()
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(round.isStopped)
        #expect(round.outcomes.map(\.isCut) == [true, false])
        let summary = RoundSummary(outcomes: round.outcomes, duration: .zero)
        #expect(summary.exitCode == .success)
        let rehearsal = Rehearsal()
        try summary.write(to: rehearsal.shell("run").output)
        let lines = rehearsal.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[1].hasSuffix("stopped"))
        #expect(lines[2].hasPrefix("two") && lines[2].hasSuffix("not run"))
        try summary.write(to: rehearsal.shell("run", "--json").output)
        #expect(rehearsal.output.contains(#""name":"two","status":"not run"}"#))
        #expect(rehearsal.output.contains(#""failed":0,"partial":0,"not_run":1"#))
    }
}
