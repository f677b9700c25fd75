import HarvestTestSupport
import Testing

@testable import HarvestCore
@testable import harvestd

@Suite struct RepetitionFilterTests {
    private static func failed(_ job: String = "post_sync", code: String = "E1103") -> EngineEvent {
        EngineEvent(
            "JobFinished", level: .error, ["job": .text(job), "status": "error", "code": .text(code)])
    }

    private static func ok(_ job: String = "post_sync") -> EngineEvent {
        EngineEvent("JobFinished", ["job": .text(job), "status": "ok"])
    }

    /// Lines in short: `post_sync E1103`, with `+n` for what was left out, or the name of a recovery with
    /// its count.
    private static func short(_ line: EngineEvent) -> String {
        if let count = line["failures"] { return "\(line.name) \(count)" }
        let left = line["suppressed"].map {
            " +\($0) in \((line.duration("in_ms") ?? .zero).milliseconds / 60_000)"
        }
        return "\(line["code"]?.description ?? "ok")\(left ?? "")"
    }

    /// What is reported every so many seconds for so long, and the minutes and lines that come of it.
    private static let outage: [(minute: Int, line: String)] = [
        (0, "E1103"), (1, "E1103 +5 in 1"), (11, "E1103 +59 in 10"), (71, "E1103 +359 in 60"),
        (131, "E1103 +359 in 60"),
    ]

    @Test func anOutageIsSaidOnceAndThenSummedUp() {
        var filter = RepetitionFilter()
        var lines: [(minute: Int, line: String)] = []
        for second in stride(from: 0, to: 140 * 60, by: 10) {
            for line in filter.lines(for: Self.failed(), at: .seconds(second)) {
                lines.append((second / 60, Self.short(line)))
            }
        }
        #expect(lines.map(\.minute) == Self.outage.map(\.minute))
        #expect(lines.map(\.line) == Self.outage.map(\.line))
    }

    private enum Step { case fail, ok, other }

    private static let stories: [(name: String, steps: [(Int, Step)], lines: [String])] = [
        ("once", [(0, .fail), (10, .ok), (20, .ok)], ["E1103", "ok", "JobRecovered 1", "ok"]),
        ("thrice", [(0, .fail), (5, .fail), (9, .fail), (10, .ok)], ["E1103", "ok", "JobRecovered 3"]),
        // What comes and goes within a minute is one fault: no line for each turn.
        (
            "flapping",
            [(0, .fail), (10, .ok), (20, .fail), (30, .ok), (40, .fail), (50, .ok), (70, .fail), (80, .ok)],
            ["E1103", "ok", "JobRecovered 1", "ok", "ok", "E1103 +2 in 1", "ok", "JobRecovered 3"]
        ),
        ("another code", [(0, .fail), (1, .other), (2, .ok)], ["E1103", "E1250", "ok", "JobRecovered 2"]),
        ("forgotten", [(0, .fail), (3_601, .fail)], ["E1103", "E1103"]),
        ("remembered", [(0, .fail), (3_600, .fail)], ["E1103", "E1103 +0 in 60"]),
    ]

    @Test(arguments: stories.indices)
    func aFaultIsToldSo(_ index: Int) {
        let story = Self.stories[index]
        var filter = RepetitionFilter()
        let lines = story.steps.flatMap { second, step in
            let event =
                switch step {
                case .fail: Self.failed()
                case .ok: Self.ok()
                case .other: Self.failed(code: "E1250")
                }
            return filter.lines(for: event, at: .seconds(second)).map(Self.short)
        }
        #expect(lines == story.lines, "\(story.name)")
    }

    @Test func jobsAreKeptApart() {
        var filter = RepetitionFilter()
        #expect(filter.lines(for: Self.failed("a"), at: .zero).count == 1)
        #expect(filter.lines(for: Self.failed("b"), at: .zero).count == 1)
        #expect(filter.lines(for: Self.ok("a"), at: .zero).map(\.name) == ["JobFinished", "JobRecovered"])
        #expect(filter.lines(for: Self.failed("b"), at: .zero).isEmpty)
    }

    private static let ends = [
        ("StoreLost", "StoreCaughtUp"), ("JournalRefusedRecord", "JournalResumed"),
    ]

    /// Seconds at which trouble begins, each over after 5 s, and those of them that become a line.
    private static let troubles: [(begins: [Int], told: [Int])] = [
        // A minute without trouble makes the next one a fresh one.
        ([0, 65, 400, 500, 600], [0, 65, 400, 500, 600]),
        // What comes and goes within a minute is one fault.
        (Array(stride(from: 0, to: 1_300, by: 10)), [0, 60, 660]),
    ]

    @Test(arguments: ends.indices, troubles.indices)
    func troubleThatIsToldOnceIsALineEachTimeItComesBack(_ pair: Int, _ story: Int) {
        let (failure, end) = Self.ends[pair]
        let (begins, told) = Self.troubles[story]
        var filter = RepetitionFilter()
        var lines: [Int] = []
        for second in begins {
            let trouble = EngineEvent(failure, level: .error, ["err": "it broke"])
            if !filter.lines(for: trouble, at: .seconds(second)).isEmpty { lines.append(second) }
            for later in [5, 6] {
                _ = filter.lines(for: EngineEvent(end, level: .notice), at: .seconds(second + later))
            }
        }
        #expect(lines == told, "\(failure), \(end)")
    }

    /// Trouble that is reported once, its end, or anything else, and what they come to.
    private static func told(
        _ filter: inout RepetitionFilter, _ pair: (String, String), _ steps: [(Int, String)]
    ) -> [String] {
        steps.flatMap { second, step in
            let event =
                switch step {
                case "end": EngineEvent(pair.1, level: .notice)
                case "tick": EngineEvent("JobScheduled", level: .debug)
                default: EngineEvent(pair.0, level: .error, ["code": .text(step)])
                }
            return filter.lines(for: event, at: .seconds(second)).filter { $0.level > .debug }.map { line in
                "\(second) \(line.name == pair.1 ? "end" : short(line))"
            }
        }
    }

    /// The log never ends with good news while the trouble goes on.
    @Test(arguments: ends.indices)
    func troubleThatComesBackAndStaysIsALineAfterAMinute(_ pair: Int) {
        var filter = RepetitionFilter()
        let lines = Self.told(
            &filter, Self.ends[pair],
            [
                (0, "E1"), (5, "end"), (50, "E1"), (55, "tick"), (109, "tick"), (110, "tick"), (120, "tick"),
                (21_600, "end"), (21_601, "tick"),
            ])
        #expect(lines == ["0 E1", "5 end", "110 E1 +0 in 1", "21600 end"])
    }

    @Test(arguments: ends.indices)
    func theEndOfWhatWasLeftOutIsLeftOutToo(_ pair: Int) {
        var filter = RepetitionFilter()
        let lines = Self.told(
            &filter, Self.ends[pair],
            [
                (0, "E1"), (5, "end"), (10, "E1"), (15, "end"), (20, "E1"), (25, "end"), (80, "tick"),
                (300, "E1"), (305, "end"),
            ])
        // What was left out is counted with the next line, though that is of a fresh fault.
        #expect(lines == ["0 E1", "5 end", "300 E1 +2 in 5", "305 end"])
    }

    @Test(arguments: ends.indices)
    func troubleThatBecomesAnotherOneIsTold(_ pair: Int) {
        var filter = RepetitionFilter()
        let lines = Self.told(
            &filter, Self.ends[pair],
            [
                (0, "E1"), (10, "E2"), (20, "E1"), (30, "E2"), (40, "E1"), (95, "tick"), (100, "tick"),
                (200, "end"),
            ])
        #expect(lines == ["0 E1", "10 E2", "100 E1 +1 in 1", "200 end"])
    }

    /// Trouble that comes, goes and changes at random: what has been so for a minute is what the log says.
    @Test(arguments: 0..<50)
    func theLastWordIsTheTruthWithinAMinute(seed: UInt64) {
        var chance = SplitMix64(seed: seed)
        var filter = RepetitionFilter()
        var (truth, since, last, lines) = ("end", 0, "end", 0)
        var lies: [Int] = []
        for second in stride(from: 0, to: 20_000, by: 5) {
            var step = "tick"
            // Calm and wild times take turns.
            if Int.random(in: 0..<(second / 2_000 % 2 == 0 ? 4 : 40), using: &chance) == 0 {
                let next = ["end", "E1", "E2"].filter { $0 != truth }
                step = next.randomElement(using: &chance) ?? "tick"
                (truth, since) = (step, second)
            }
            let told = Self.told(&filter, Self.ends[0], [(second, step)])
            lines += told.count
            last = told.last.map { String($0.split(separator: " ")[1]) } ?? last
            if second - since >= 60, last != truth { lies.append(second) }
        }
        #expect(lies.isEmpty, "seed \(seed)")
        #expect(lines < 20_000 / 20, "seed \(seed)")
    }

    /// A job that had come and gone for hours fails for good: that is a line before the hour is over.
    @Test func aJobThatFailsForGoodAfterItsRecoveryIsALineAfterAMinute() {
        var filter = RepetitionFilter()
        var lines: [String] = []
        for second in stride(from: 0, to: 6_000, by: 20) {
            // Every other run works until the 5,000th second.
            let isWell = second < 5_000 && second / 20 % 2 == 1
            for line in filter.lines(for: isWell ? Self.ok() : Self.failed(), at: .seconds(second))
            where line.level > .info {
                lines.append("\(second) \(Self.short(line))")
            }
        }
        #expect(lines.suffix(2) == ["4300 JobRecovered 90", "5060 E1103 +19 in 13"], "\(lines)")
    }

    /// The database is away, and when it is back another service writes it.
    @Test func aStoreThatIsLostToAnotherServiceIsALine() {
        var filter = RepetitionFilter()
        for (second, code) in [(0, "E3002"), (20, "E3024")] {
            let lost = EngineEvent.storeLost(because: SampleFailure(code: code))
            #expect(filter.lines(for: lost, at: .seconds(second)) == [lost])
            #expect(lost["code"] == .text(code))
        }
    }

    @Test func everyReloadThatIsRefusedIsAnswered() {
        var filter = RepetitionFilter()
        let refused = EngineEvent("ConfigurationRefused", level: .error, ["problems": 1])
        for second in 0..<50 { #expect(filter.lines(for: refused, at: .seconds(second)) == [refused]) }
        #expect(filter.keyCount == 0)
    }

    /// One account that works says nothing of another, whose runs always fail.
    @Test func accountsOfAJobAreKeptApart() {
        var filter = RepetitionFilter()
        func finished(_ handle: String, code: String?) -> EngineEvent {
            EngineEvent(
                "JobFinished", level: code == nil ? .info : .error,
                [
                    "job": "post_sync", "handle": .text(handle),
                    "status": code == nil ? "ok" : "error", "code": code.map { .text($0) },
                ])
        }
        var lines: [String] = []
        for second in stride(from: 0, to: 50, by: 10) {
            for event in [finished("second", code: "E1205"), finished("elonmusk", code: nil)] {
                lines += filter.lines(for: event, at: .seconds(second)).map(Self.short)
            }
        }
        #expect(lines == ["E1205", "ok", "ok", "ok", "ok", "ok"])
        let end = filter.lines(for: finished("second", code: nil), at: .seconds(51)).last
        #expect(end?.name == "JobRecovered" && end?["subject"] == "post_sync second")
    }

    @Test func servicesRecoverByAGoodAnswerOnly() {
        var filter = RepetitionFilter()
        let retried = EngineEvent("RequestRetried", level: .warning, ["source": "gamma", "code": "E1250"])
        func answered(_ status: Int?, _ source: String) -> EngineEvent {
            EngineEvent(
                "RequestAnswered", level: .debug,
                ["source": .text(source), "status": status.map { .integer($0) }])
        }
        _ = filter.lines(for: retried, at: .zero)
        for event in [answered(503, "gamma"), answered(nil, "gamma"), answered(200, "clob")] {
            #expect(filter.lines(for: event, at: .seconds(1)) == [event])
        }
        let lines = filter.lines(for: answered(200, "gamma"), at: .seconds(2))
        #expect(lines.map(\.name) == ["RequestAnswered", "SourceRecovered"])
        #expect(lines.last?["subject"] == .text("gamma"))
    }

    @Test func whatIsNoWarningPassesUntouched() {
        var filter = RepetitionFilter()
        let notice = EngineEvent("HarvestStarted", level: .notice, ["store": "x"])
        for _ in 0..<100 { #expect(filter.lines(for: notice, at: .zero) == [notice]) }
        #expect(filter.keyCount == 0)
    }

    @Test func aStormOfDifferentWarningsIsBounded() {
        var filter = RepetitionFilter()
        for index in 0..<5_000 {
            let event = Self.failed("job\(index)")
            #expect(filter.lines(for: event, at: .milliseconds(index)) == [event])
            #expect(filter.keyCount <= RepetitionFilter.maximumKeys)
        }
        let newest = filter.lines(for: Self.failed("job4999"), at: .seconds(6))
        #expect(newest.isEmpty, "the newest are remembered")
    }

    @Test func theLogGetsWhatTheFilterLeaves() {
        let (clock, events) = (ManualClock(), EventRecorder())
        let log = QuietLog(events, clock: clock)
        for _ in 0..<7 {
            log.report(Self.failed())
            clock.advance(by: .seconds(10))
        }
        log.report(Self.ok())
        #expect(events.recorder.facts.map(Self.short) == ["E1103", "E1103 +5 in 1", "ok", "JobRecovered 7"])
    }
}
