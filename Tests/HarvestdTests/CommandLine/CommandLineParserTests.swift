import HarvestCore
import Testing

@testable import harvestd

@Suite struct CommandLineParserTests {
    private func parse(_ line: String) throws -> Invocation {
        try CommandLineParser().parse(line.split(separator: " ").map(String.init))
    }

    @Test(arguments: [
        "export --table dim_market --format json --limit 5",
        "--limit=5 export --format=json --table=dim_market",
        "--table dim_market --format json --limit 5 export",
        "export --limit 5 --table dim_market -- --format json",
    ])
    func flagsStandAnywhere(_ line: String) throws {
        guard !line.contains("-- ") else {
            #expect(throws: UsageError.self) { try parse(line) }
            return
        }
        let invocation = try parse(line)
        #expect(invocation.command.name == "export")
        #expect(invocation.value("table") == "dim_market")
        #expect(invocation.value("format") == "json")
        #expect(invocation.integer("limit") == 5)
    }

    @Test(arguments: [
        ("config", "config show"), ("config show --origin", "config show"), ("config check", "config check"),
        ("--json config init", "config init"), ("--env-file x config check", "config check"),
        ("--help", "help"), ("-h", "help"), ("--version", "version"), ("--json --version", "version"),
        ("help", "help"), ("help config check", "help"), ("export --help", "export"),
        ("completions -h", "completions"), ("export -o - --table dim_market", "export"),
    ])
    func theCommandIsFound(_ line: String, _ name: String) throws {
        #expect(try parse(line).command.name == name)
    }

    @Test(
        arguments: [
            ("", "E4001", "harvestd help"), ("exprot", "E4001", "did you mean: harvestd export"),
            ("harvest-onec", "E4001", "did you mean: harvestd harvest-once"),
            ("config shwo", "E4001", "did you mean: harvestd config show"),
            ("zzzzzz", "E4001", "harvestd help"),
            ("run --handel x", "E4002", "did you mean: --handle"),
            ("run --jsn", "E4002", "did you mean: --json"),
            ("run --hand x", "E4002", "did you mean: --handle"),
            ("version -z", "E4002", "harvestd help version"),
            ("export --table", "E4003", "write --table TABLE"),
            ("export --table --json", "E4003", "write --table TABLE"),
            ("export --table=", "E4003", "write --table TABLE"),
            ("run --json=true", "E4003", "write --json alone"),
            ("run --json --json", "E4004", "leave one of them out"),
            ("export --table dim_markt", "E4005", "did you mean: dim_market"),
            ("export --format yaml", "E4005", nil), ("export --limit 0", "E4005", nil),
            ("export --limit 1.5", "E4005", nil), ("simulate --port 65536", "E4005", nil),
            ("run --color blue", "E4005", nil), ("run --log-level loud", "E4005", nil),
            ("run --handle a-b", "E4005", "write elonmusk or elonmusk,another"),
            ("run --gamma-url ftp://x", "E4005", nil),
            (
                "run --clob-url http://example.com", "E4005",
                "write https://example.com"
            ),
            ("backfill --start yesterday", "E4005", "write 2026-04-10, 2026-04-10T16:00:00Z, 24h or 7d"),
            ("version extra", "E4006", "harvestd help version"),
            ("completions", "E4006", "harvestd help completions"),
            ("completions bsh", "E4006", "did you mean: bash"),
            (
                "completions bash zsh", "E4006",
                "harvestd help completions"
            ),
            ("run --dsn postgresql://u:p@h/d", "E4007", nil),
            ("run --dsn=postgresql://u:p@h/d", "E4007", nil),
            ("migrate --dsn-file postgresql://u:p@h/d", "E4007", nil),
        ] as [(String, String, String?)])
    func whatCannotBeFollowedIsRefused(_ line: String, _ code: String, _ remedy: String?) throws {
        let error = try #require(throws: UsageError.self) { try parse(line) }
        #expect(error.code == code)
        if let remedy { #expect(error.remedy == remedy) }
        #expect(FailureReport(error).exitCode == .usage)
    }

    @Test(arguments: [
        "migrate postgresql://u:canary9@h/d", "migrate --dsn-file postgresql://u:canary9@h/d",
        "migrate --dsn postgresql://u:canary9@h/d", "postgresql://u:canary9@h/d",
        "help postgresql://u:canary9@h/d",
        "run --data-dir postgresql://u:canary9@h/d", "run --env-file=postgresql://u:canary9@h/d",
        "run --postgresql://u:canary9@h/d", "export --table postgresql://u:canary9@h/d",
        "completions postgresql://u:canary9@h/d", "run --gamma-url https://u:canary9@h",
    ])
    func noMessageRepeatsAnAddress(_ line: String) throws {
        do {
            let shell = try Rehearsal().shell(words: line.split(separator: " ").map(String.init))
            _ = try HelpCommand.run(shell)
        } catch {
            let report = FailureReport(error)
            #expect(
                !report.text(style: TextStyle(choice: "never", isTerminal: false, variables: [:])).contains(
                    "canary9"))
            #expect(!report.json.line.contains("canary9"))
        }
    }

    @Test(arguments: [
        ("2026-04-10T16:00:00Z", "2026-04-10T16:00:00Z"), ("2026-04-10", "2026-04-10T00:00:00Z"),
        ("24h", "2026-01-14T12:00:00Z"), ("-2d", "2026-01-13T12:00:00Z"), ("90m", "2026-01-15T10:30:00Z"),
        ("30s", "2026-01-15T11:59:30Z"),
    ])
    func momentsAndAgesAreRead(_ text: String, _ moment: String) throws {
        let invocation = try CommandLineParser().parse(["backfill", "--start", text])
        let now = try #require(Timestamp(parsing: "2026-01-15T12:00:00Z"))
        #expect(invocation.moment("start", now: now)?.description == moment)
    }

    @Test(arguments: ["h", "1w", "--2d", "1.5h", "12", "", "2026-13-01", "99999999d"])
    func whatIsNoMomentIsRefused(_ text: String) { #expect(MomentArgument(parsing: text) == nil) }
}
