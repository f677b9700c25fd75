import HarvestCore
import Testing

@testable import harvestd

@Suite struct ServiceLedgerTests {
    private let start = Duration.seconds(1_000)
    private let now = StatusSample.now

    private func ledger() -> ServiceLedger {
        ServiceLedger(
            ServiceFacts(processID: 1, store: "before", startedAt: now),
            jobs: [
                (JobIdentity(.quoteTopSync), .seconds(10)),
                (JobIdentity(.metricSync, handle: "elonmusk"), .minutes(2)),
                (JobIdentity(.postSync, handle: "elonmusk"), .minutes(2)),
                (JobIdentity(.postSync, handle: "second"), .minutes(2)),
            ],
            startedAt: start)
    }

    private func moment(_ seconds: Int) -> JobLedger.Moment {
        .init(wall: now + .seconds(seconds), uptime: start + .seconds(seconds))
    }

    private func finished(
        _ job: JobName, _ status: RunStatus = .ok, handle: String? = nil, new: Int = 0, unchanged: Int = 0,
        length: Duration = .zero,
        error: String? = nil
    ) -> EngineEvent {
        EngineEvent(
            "JobFinished",
            [
                "job": .text(job.rawValue),
                "handle": (handle ?? (JobIdentity.perHandle.contains(job) ? "elonmusk" : nil))
                    .map { .text($0) },
                "status": .text(status.rawValue), "new": .integer(new),
                "changed": 1, "unchanged": .integer(unchanged), "dur_ms": .duration(length),
                "code": error.map { .text($0) }, "err": error.map { .text("\($0) broken") },
            ])
    }

    @Test func runsBecomeALineOfTheTable() {
        var ledger = ledger()
        for second in 1...20 {
            let event = finished(.quoteTopSync, new: 2, length: .milliseconds(second * 10))
            ledger.note(event, at: moment(second))
        }
        ledger.note(
            finished(.quoteTopSync, .error, length: .seconds(9), error: "E1103"), at: moment(30))
        ledger.note(
            EngineEvent("JobScheduled", ["job": "quote_top_sync", "wait_ms": .duration(.seconds(7))]),
            at: moment(30))
        let job = ledger.report(at: moment(33)).jobs[0]
        #expect(job.runs == 21)
        #expect(job.troubles == 1)
        #expect(job.rows == 61)
        #expect(job.p95 == .milliseconds(200))
        #expect(job.lastSuccess == now + .seconds(20))
        #expect(job.lastRun == now + .seconds(30))
        #expect(job.next == .seconds(4))
        #expect(job.error == "E1103 broken")
        ledger.note(EngineEvent("JobStarted", ["job": "quote_top_sync"]), at: moment(34))
        #expect(ledger.report(at: moment(34)).jobs[0].isRunning)
        let later = ledger.report(at: moment(3_700)).jobs[0]
        #expect([later.runs, later.troubles, later.rows] == [0, 0, 0], "an hour later they are gone")
        #expect(later.p95 == nil)
        #expect(later.error == nil)
    }

    @Test func onlyRowsMakeDataFreshAndUnchangedOnesDo() {
        var ledger = ledger()
        let skipped = EngineEvent(
            "JobFinished",
            ["job": "quote_top_sync", "status": "skipped", "new": 0, "changed": 0, "unchanged": 0])
        ledger.note(skipped, at: moment(1))
        #expect(ledger.report(at: moment(1)).newestBook == nil)
        ledger.note(finished(.quoteTopSync, unchanged: 5), at: moment(2))
        ledger.note(finished(.metricSync, .partial, unchanged: 5), at: moment(3))
        let report = ledger.report(at: moment(4))
        #expect(report.newestBook == now + .seconds(2))
        #expect(report.newestMetric == now + .seconds(3))
        #expect(report.verdict.isReady)
        #expect(!ledger.report(at: moment(100)).verdict.isReady)
    }

    /// One account that works says nothing of another, whose runs always fail.
    @Test func anAccountThatNeverSucceedsIsFoundByItsName() {
        var ledger = ledger()
        for minute in stride(from: 0, through: 20, by: 2) {
            ledger.note(finished(.postSync, handle: "elonmusk", new: 1), at: moment(minute * 60))
            ledger.note(
                finished(.postSync, .error, handle: "second", error: "E1205"), at: moment(minute * 60 + 1))
        }
        let report = ledger.report(at: moment(1_205))
        let found = report.verdict.findings.filter { $0.subject.hasPrefix("post_sync") }
        #expect(
            found.map(\.line) == [
                "failing post_sync second: no success since the start, 20 m, every 2 m: E1205 broken"
            ])
        let posts = report.jobs.filter { $0.name == "post_sync" }
        #expect(posts.map(\.handle) == ["elonmusk", "second"])
        #expect(posts.map(\.troubles) == [0, 11])
        #expect(posts.map(\.health) == [.ok, .failing])
        #expect(posts.map { $0.lastSuccess == nil } == [false, true])
    }

    @Test func nothingIsKeptOfAccountsThatAreNotWatchedAnyMore() {
        var ledger = ledger()
        ledger.note(finished(.postSync, handle: "second", new: 3), at: moment(1))
        let first = [(JobIdentity(.postSync, handle: "elonmusk"), Duration.minutes(2))]
        ledger.adopt(first, at: moment(2).uptime)
        ledger.adopt(first + [(JobIdentity(.postSync, handle: "second"), .minutes(2))], at: moment(3).uptime)
        #expect(ledger.report(at: moment(4)).jobs.map(\.runs) == [0, 0])
    }

    @Test func aJumpOfTheWallClockMakesNothingLate() {
        var ledger = ledger()
        for job in [JobName.quoteTopSync, .metricSync, .postSync] {
            ledger.note(finished(job, unchanged: 1), at: moment(1))
        }
        ledger.note(finished(.postSync, handle: "second"), at: moment(1))
        let jumped = JobLedger.Moment(wall: now + .days(400), uptime: start + .seconds(5))
        let report = ledger.report(at: jumped)
        #expect(report.verdict.health == .ok)
        #expect(report.verdict.isReady)
    }

    @Test func singleRefusedRowsAreNoErrorOfTheJob() {
        var ledger = ledger()
        for second in 1...100 { ledger.note(finished(.postSync, .partial), at: moment(second)) }
        let report = ledger.report(at: moment(101))
        #expect(report.jobs[2].troubles == 0)
        #expect(report.jobs[2].health == .ok)
    }

    @Test func startAndJournalAreTakenOver() {
        var ledger = ledger()
        ledger.note(
            EngineEvent("HarvestStarted", ["durability": "relaxed"]), at: moment(1))
        ledger.note(
            EngineEvent(
                "JournalStatusNoted",
                ["bytes": 10, "segments": 2, "oldest": .timestamp(now), "degraded": true]), at: moment(2))
        let report = ledger.report(at: moment(90))
        #expect(report.service.durability == "relaxed")
        #expect(report.journal == .init(bytes: 10, segments: 2, oldest: now, isDegraded: true))
        #expect(report.verdict.findings.filter { $0.subject == "journal" }.count == 2)
        #expect(report.uptime == .seconds(90))
    }

    @Test func theRunsOfAJobAreBounded() {
        var job = JobLedger(interval: .seconds(1), since: start)
        for count in 0..<(JobLedger.maximumRuns + 500) {
            let uptime = start + .milliseconds(count)
            job.finished(at: .init(wall: now, uptime: uptime), length: .zero, rows: 1, error: nil)
        }
        #expect(job.runs(at: start + .seconds(10)).count == JobLedger.maximumRuns)
    }

    @Test func aRunIsRememberedInSixteenBytes() {
        #expect(MemoryLayout<JobLedger.Run>.stride == 16)
        let usual = JobLedger.Run(
            endedAt: .days(400) + .seconds(1), length: .milliseconds(1_234), rows: 7, isTrouble: true)
        #expect(usual.endedAt == .days(400) + .seconds(1))
        #expect(usual.length == .milliseconds(1_234))
        #expect(usual.rows == 7)
        let odd = JobLedger.Run(endedAt: .zero, length: .days(365), rows: .max, isTrouble: false)
        #expect(odd.length == .milliseconds(Int64(UInt32.max)))
        #expect(odd.rows == Int(UInt32.max))
    }

    @Test(
        arguments: [([], nil), ([7], 7), (Array(1...20), 19), (Array(1...100), 95), (Array(1...21), 20)]
            as [([Int], Int?)])
    func the95thPercentileIsTheNearestRank(_ seconds: [Int], _ expected: Int?) {
        let lengths = seconds.reversed().map { Duration.seconds($0) }
        #expect(JobLedger.p95(lengths) == expected.map { .seconds($0) })
    }

    @Test func eventsThatAreNotOursChangeNothing() {
        var ledger = ledger()
        let before = ledger.report(at: moment(1))
        ledger.note(EngineEvent("JobFinished", ["job": "no_such_job", "status": "ok"]), at: moment(1))
        ledger.note(EngineEvent("JobFinished"), at: moment(1))
        ledger.note(EngineEvent("Whatever", ["job": "post_sync"]), at: moment(1))
        #expect(ledger.report(at: moment(1)) == before)
    }
}
