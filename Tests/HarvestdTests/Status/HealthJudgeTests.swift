import HarvestCore
import Testing

@testable import harvestd

@Suite struct HealthJudgeTests {
    private typealias Job = HealthJudge.Job

    private func verdict(_ jobs: [Job], book: Duration? = .zero, count: Duration? = .zero) -> HealthVerdict {
        HealthJudge.verdict(jobs: jobs, newestBook: book, newestMetric: count)
    }

    private static let lateness: [(interval: Duration, length: Duration, age: Duration, health: Health)] = [
        // Three intervals are worth a look, ten are a hole.
        (.minutes(2), .zero, .minutes(6), .ok), (.minutes(2), .zero, .seconds(361), .degraded),
        (.minutes(2), .zero, .minutes(20), .degraded), (.minutes(2), .zero, .seconds(1_201), .failing),
        // A minute's patience for those that run every few seconds.
        (.seconds(10), .zero, .seconds(60), .ok), (.seconds(10), .zero, .seconds(61), .degraded),
        (.seconds(10), .zero, .seconds(101), .failing), (.seconds(1), .zero, .seconds(61), .failing),
        // Runs longer than the interval are the measure then.
        (.seconds(10), .seconds(100), .seconds(300), .ok),
        (.seconds(10), .seconds(100), .seconds(301), .degraded),
        (.seconds(10), .seconds(100), .seconds(1_001), .failing),
        (.days(1), .zero, .days(3), .ok), (.days(1), .zero, .days(11), .failing),
    ]

    @Test(arguments: lateness.indices)
    func aJobIsLateByItsOwnMeasure(_ index: Int) {
        let (interval, length, age, health) = Self.lateness[index]
        let job = Job(identity: JobIdentity(.postSync), interval: interval, sinceSuccess: age, length: length)
        #expect(verdict([job]).health == health)
        #expect(verdict([job]).findings.count == (health == .ok ? 0 : 1))
    }

    @Test(
        arguments: [
            (4, 2, "E1", Health.degraded), (4, 1, "E1", .ok), (3, 3, "E1", .ok), (100, 50, "E1", .degraded),
            (100, 49, "E1", .ok), (4, 4, nil, .ok),
        ] as [(Int, Int, String?, Health)])
    func errorsAreWeighedOverAnHour(_ runs: Int, _ troubles: Int, _ error: String?, _ health: Health) {
        let job = Job(
            identity: JobIdentity(.postSync), interval: .seconds(10), sinceSuccess: .zero, runs: runs,
            troubles: troubles,
            error: error)
        #expect(verdict([job]).health == health)
    }

    @Test func theWorstFindingIsTheHealthAndEachIsNamed() {
        let found = verdict([
            Job(identity: JobIdentity(.mappingSync), interval: .minutes(1), sinceSuccess: .minutes(4)),
            Job(identity: JobIdentity(.retention), interval: .minutes(1), sinceSuccess: .zero),
            Job(
                identity: JobIdentity(.postSync, handle: "second"), interval: .minutes(1),
                sinceSuccess: .hours(1), hasSucceeded: false, error: "E1 no"),
        ])
        #expect(found.health == .failing)
        #expect(
            ["mapping_sync", "retention", "post_sync second"].map { found.health(of: $0) } == [
                .degraded, .ok, .failing,
            ])
        #expect(
            found.findings.map(\.line) == [
                "degraded mapping_sync: no success for 4 m, every 60 s",
                "failing post_sync second: no success since the start, 60 m, every 60 s: E1 no",
            ])
    }

    private static let ages: [(book: Duration?, count: Duration?, reasons: [String])] = [
        (.zero, .zero, []), (.seconds(60), .minutes(6), []),
        (nil, .zero, ["no book is stored yet"]), (.zero, nil, ["no count is stored yet"]),
        (.seconds(61), .zero, ["the newest book is 61 s old, 60 s at most"]),
        (.zero, .seconds(361), ["the newest count is 6 m old, 6 m at most"]),
        (nil, nil, ["no book is stored yet", "no count is stored yet"]),
    ]

    @Test(arguments: ages.indices)
    func readyMeansThatTheNewestDataIsYoung(_ index: Int) {
        let (book, count, reasons) = Self.ages[index]
        let jobs = [
            Job(identity: JobIdentity(.quoteTopSync), interval: .seconds(10), sinceSuccess: .zero),
            Job(
                identity: JobIdentity(.metricSync, handle: "elonmusk"), interval: .minutes(2),
                sinceSuccess: .zero),
        ]
        let found = verdict(jobs, book: book, count: count)
        #expect(found.unreadiness == reasons)
        #expect(found.isReady == reasons.isEmpty)
        #expect(found.health == .ok, "ready is another question")
    }

    @Test func theJournalIsJudgedToo() {
        func health(_ age: Duration?, _ isDegraded: Bool) -> Health {
            HealthJudge.verdict(
                jobs: [], newestBook: .zero, newestMetric: .zero,
                journal: .init(oldestAge: age, isDegraded: isDegraded)
            ).health
        }
        #expect(health(nil, false) == .ok)
        #expect(health(.seconds(60), false) == .ok)
        #expect(health(.seconds(61), false) == .degraded)
        #expect(health(nil, true) == .degraded)
    }
}
