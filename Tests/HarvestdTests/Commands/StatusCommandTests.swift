import HarvestCore
import HarvestStore
import HarvestTestSupport
import Testing

@testable import harvestd

@Suite struct StatusCommandTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func context(_ rehearsal: Rehearsal, _ words: [String]) throws -> CommandContext {
        let shell = try rehearsal.shell(words: words + ["--data-dir", scratch.path])
        return try shell.context(shell.configurationReport())
    }

    private func status(_ rehearsal: Rehearsal, _ words: String..., port: UInt16) async throws -> ExitCode {
        let context = try context(rehearsal, ["status", "--status-address", "127.0.0.1:\(port)"] + words)
        return try await StatusCommand.run(context)
    }

    private func finished(_ job: JobName, at clock: ManualClock) -> EngineEvent {
        EngineEvent("JobFinished", ["job": .text(job.rawValue), "status": "ok", "new": 3])
    }

    @Test func aRunningServiceIsAskedAndShown() async throws {
        try await StatusBench.serving { running in
            let before = Rehearsal()
            let code1 = try await status(before, "--check", port: running.port)
            #expect(code1 == .finding)
            #expect(before.output.contains("! not ready: no book is stored yet"))
            for job in [JobName.quoteTopSync, .metricSync] {
                running.monitor.report(finished(job, at: running.clock))
            }
            let after = Rehearsal()
            let code2 = try await status(after, "--check", port: running.port)
            #expect(code2 == .success)
            #expect(after.output.hasPrefix("harvestd \(BuildInformation.version)  running 0 s  pid "))
            #expect(after.output == running.monitor.statusText)
            let json = Rehearsal()
            let code3 = try await status(json, "--json", port: running.port)
            #expect(code3 == .success)
            #expect(json.output.hasPrefix(#"{"type":"status","running":true,"#))
            let quiet = Rehearsal()
            let code4 = try await status(quiet, "--quiet", port: running.port)
            #expect(code4 == .success)
            #expect(quiet.output.isEmpty)
        }
    }

    /// A port that was free a moment ago.
    private func deadPort() async throws -> UInt16 { try await StatusBench.serving { $0.port } }

    private func store(_ runs: [CollectorRun]) async throws {
        let path = "\(scratch.path)/\(Configuration.databaseFile)"
        try await withSQLiteStore(path: path, clock: ManualClock()) { store in
            _ = try await store.migrate()
            for run in runs { _ = try await store.commit([Batch(run: run)]) }
        }
    }

    private func run(_ job: JobName, _ status: RunStatus, ago: Duration, code: String? = nil) -> CollectorRun
    {
        var generator = SplitMix64(seed: UInt64(ago.milliseconds) &+ UInt64(job.rawValue.utf8.count))
        let start = ManualClock().now - ago
        return CollectorRun(
            id: RunID(using: &generator), job: job, source: "x", status: status, statusCode: nil,
            rowsWritten: 0,
            latencyMilliseconds: 250, errorCode: code, errorMessage: code.map { _ in "it\u{1B}[2J broke" },
            startedAt: start, finishedAt: start + .milliseconds(250), metadata: "{}")
    }

    @Test func whenNobodyAnswersTheDatabaseTells() async throws {
        try await store([
            run(.quoteTopSync, .ok, ago: .minutes(5)),
            run(.quoteTopSync, .error, ago: .minutes(4), code: "E1103"),
            run(.postSync, .ok, ago: .hours(7)), run(.postSync, .skipped, ago: .hours(2)),
        ])
        let port = try await deadPort()
        let rehearsal = Rehearsal()
        let code5 = try await status(rehearsal, port: port)
        #expect(code5 == .success)
        let lines = rehearsal.output.split(separator: "\n")
        #expect(lines[0].hasPrefix("harvestd is not running: nothing answers at 127.0.0.1:\(port) (E1102"))
        let quotes = try #require(lines.first { $0.hasPrefix("quote_top_sync") })
        #expect(
            quotes.split(separator: " ") == "quote_top_sync 4 m ago 10 s 2 1 250 0 -".split(separator: " "))
        let posts = try #require(lines.first { $0.hasPrefix("post_sync") })
        #expect(posts.hasPrefix("post_sync          119 m ago") || posts.hasPrefix("post_sync          2 h"))
        #expect(lines.last == "hint: harvestd runs --job quote_top_sync --failed")
        let code6 = try await status(Rehearsal(), "--check", port: port)
        #expect(code6 == .finding)
        let quiet = Rehearsal()
        let code7 = try await status(quiet, "--quiet", port: port)
        #expect(code7 == .finding)
        #expect(quiet.output.isEmpty)
    }

    @Test func thatNothingRunsIsSaidAlsoWhenThereIsNoDatabase() async throws {
        let port = try await deadPort()
        let asked = Rehearsal()
        await #expect(throws: (any Error).self) { try await status(asked, port: port) }
        #expect(asked.notes.facts.contains { $0.contains("harvestd is not running: nothing answers at") })
        let checked = Rehearsal()
        let code = try await status(checked, "--check", port: port)
        #expect(code == .finding)
    }

    @Test func somebodyElseOnThePortIsNotTakenForTheService() async throws {
        try await store([])
        let output = try await withLoopbackServer {
            _ = try $0.readRequest()
            try $0.reply(text: "{}")
        } _: { server in
            let rehearsal = Rehearsal()
            _ = try await status(rehearsal, port: UInt16(server.port))
            return rehearsal.output
        }
        #expect(output.contains("what answers at 127.0.0.1"))
    }

    @Test func runsAreListedNewestFirstAndFiltered() async throws {
        try await store([
            run(.quoteTopSync, .ok, ago: .minutes(5)),
            run(.quoteTopSync, .error, ago: .minutes(4), code: "E1103"),
            run(.postSync, .ok, ago: .hours(7)), run(.postSync, .partial, ago: .hours(30), code: "E1250"),
        ])
        func listed(_ words: String...) async throws -> [String] {
            let rehearsal = Rehearsal()
            _ = try await RunsCommand.run(try context(rehearsal, ["runs"] + words))
            return rehearsal.output.split(separator: "\n").map(String.init)
        }
        let all = try await listed()
        #expect(all.count == 5)
        #expect(all[1].contains("quote_top_sync  error"))
        #expect(all[1].hasSuffix("E1103 it[2J broke"))
        #expect(try await listed("--failed").count == 3)
        #expect(try await listed("--job", "post_sync", "--failed", "--since", "24h") == ["no such run"])
        #expect(try await listed("--limit", "1").count == 2)
        #expect(try await listed("--json", "--failed")[0].contains(#""error_code":"E1103""#))
    }
}
