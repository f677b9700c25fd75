@testable import HarvestCore
import HarvestSources
import HarvestTestSupport
import Testing

@Suite struct RetentionTests {
    /// A store in memory whose maintenance is the test's.
    struct Kept: WrappedStore {
        let base: MemoryStore
        let work: @Sendable (_ now: Timestamp, _ cutoff: Timestamp) async throws -> MaintenanceReport

        var label: String { "kept" }
        func maintain(now: Timestamp, cutoff: Timestamp) async throws -> MaintenanceReport {
            try await work(now, cutoff)
        }
    }

    /// A journal that keeps nothing.
    actor Numbers: Journal {
        private var last: UInt64 = 0

        func append(_ record: JournalRecord) async throws -> UInt64 {
            last += 1
            return last
        }

        func sync() async throws {}
    }

    @Test(.timeLimit(.minutes(1))) func commitsGetThroughWhileItWorks() async throws {
        try await DerivedBench.with { bench in
            let journal = RunJournal(Numbers(), clock: bench.clock)
            let store = Kept(base: bench.store) { _, _ in
                // Would wait for ever if the run kept commits out meanwhile.
                try await journal.commits.pass {}
                return MaintenanceReport()
            }
            var generator = SplitMix64(seed: 1)
            let run = RunID(using: &generator)
            let collector = RetentionCollector(store: store, days: 14)
            let tape = try await journal.begin(run, of: collector)
            let job = JobRun(
                id: run, job: collector.job, source: collector.source, clock: tape.clock,
                intake: RunIntake(tape: tape), submit: { _ in CommitReceipt() })
            try await collector.collect(into: job)
            #expect(tape.reads == .places)
        }
    }

    @Test func aServiceThatStartsDoesItAtOnce() async throws {
        try await DerivedBench.with { bench in
            let calls = Recorder<[Timestamp]>()
            let store = Kept(base: bench.store) { now, cutoff in
                calls.record([now, cutoff])
                return MaintenanceReport()
            }
            let job = ScheduledJob(
                RetentionCollector(store: store, days: 14), every: .days(1), runner: bench.runner,
                clock: bench.clock, seed: 1)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await job.run() }
                try await calls.wait(for: 1)
                group.cancelAll()
                // The cancelled job throws; that is how it ends.
                while let result = await group.nextResult() { _ = result }
            }
            #expect(calls.facts == [[Sample.noon, Sample.noon - .days(14)]])
        }
    }
}
