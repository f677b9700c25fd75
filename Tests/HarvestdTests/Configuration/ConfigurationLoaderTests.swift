import HarvestCore
import HarvestSources
import Testing

@testable import harvestd

@Suite struct ConfigurationLoaderTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func rehearsal(_ variables: [String: String] = [:]) -> Rehearsal {
        Rehearsal(variables, directory: scratch.path)
    }

    @Test func withoutAnythingDefaultsHold() throws {
        let report = try rehearsal().report("run")
        let configuration = try report.configuration()
        #expect(report.file == nil)
        #expect(report.settings.allSatisfy { $0.origin == .builtIn })
        #expect(configuration.database == .sqlite(path: "data/harvest.sqlite3"))
        #expect(configuration.handles == ["elonmusk"])
        #expect(configuration.scope == .elonTweet)
        #expect(configuration.state == .open)
        #expect(configuration.gamma.rate == 2)
        #expect(configuration.clob == .init(address: "https://clob.polymarket.com", rate: 5, burst: 8))
        #expect(configuration.interval(of: .quoteTopSync) == .seconds(10))
        #expect(configuration.interval(of: .settlementSync) == .seconds(300))
        #expect(configuration.interval(of: .retention) == .seconds(86_400))
        #expect(configuration.interval(of: .backfill) == nil)
        #expect(configuration.rawRetention == .days(14))
        #expect(configuration.storesBooks)
        #expect(configuration.logLevel == .info)
    }

    @Test func laterSourcesCountMore() throws {
        try scratch.write("system.env", "POLARIS_CLOB_RATE=1\n")
        let key = ConfigurationTable.clobRate
        #expect(try rehearsal().report("run").setting(key)?.text == "1")
        try scratch.write(".env", "# x\nPOLARIS_CLOB_RATE=2\nPOLARIS_DEFAULT_HANDLES=a\n")
        let fromFile = try rehearsal().report("run")
        #expect(fromFile.setting(key)?.text == "2")
        #expect(fromFile.setting(key)?.origin == .file(path: "\(scratch.path)/.env", line: 2))
        let fromEnvironment = try rehearsal(["POLARIS_CLOB_RATE": "3"]).report("run")
        #expect(fromEnvironment.setting(key)?.text == "3")
        #expect(fromEnvironment.setting(key)?.origin == .environment)
        let handles = try rehearsal(["POLARIS_DEFAULT_HANDLES": "b"]).report("run", "--handle", "@c,d")
        #expect(handles.setting(ConfigurationTable.handles)?.origin == .flag("handle"))
        #expect(try handles.configuration().handles == ["c", "d"])
    }

    @Test func aNamedFileMustExistAndReplacesTheOthers() throws {
        try scratch.write(".env", "POLARIS_CLOB_RATE=2\n")
        let named = try scratch.write("other", "POLARIS_CLOB_BURST=9\n")
        let report = try rehearsal().report("run", "--env-file", named)
        #expect(try report.configuration().clob.burst == 9)
        #expect(try report.configuration().clob.rate == 5)
        let missing = try rehearsal().report("run", "--env-file", "\(scratch.path)/nothing")
        #expect(missing.problems.map(\.what) == ["there is no such file"])
        let directory = try rehearsal().report("run", "--env-file", scratch.path)
        #expect(directory.problems.map(\.what) == ["the file cannot be read: it is not a regular file"])
    }

    @Test func everyCommandResolvesTheSame() throws {
        try scratch.write(".env", "POLARIS_CLOB_RATE=2\nPOLARIS_ENABLE_L2=no\n")
        let rehearsal = rehearsal(["POLARIS_LOG_LEVEL": "warn", "STATE_DIRECTORY": "/var/lib/harvestd"])
        let lines = [
            ["run"], ["config", "check"], ["config", "show"], ["doctor"], ["harvest-once"], ["backfill"],
        ]
        let resolved = try lines.map { line in
            let shell = try rehearsal.shell(
                words: line + ["--handle", "a", "--gamma-url", "http://127.0.0.1:9"])
            return shell.configurationReport().settings.map { "\($0.key.name)=\($0.text) \($0.origin)" }
        }
        #expect(Set(resolved).count == 1)
    }

    @Test func otherModulesOfPolarisAreLeftAloneWithOneNotice() throws {
        try scratch.write(
            ".env",
            """
            POLARIS_DATABASE_URL=postgresql+psycopg://polaris@localhost:5432/polaris
            POLARIS_DEFAULT_HANDLES=elonmusk
            POLARIS_ARB_ENABLED=true
            POLARIS_ARB_MIN_EDGE=0.01
            POLARIS_M4_MODEL=poisson
            POLARIS_POST_FAIL_BACKOFF_THRESHOLD=8
            TELEGRAM_TOKEN=abc
            """)
        let report = try rehearsal().report("run")
        #expect(report.problems.isEmpty)
        #expect(report.notices.count == 1)
        #expect(report.notices[0].contains("3 keys"))
    }

    @Test func anUnknownKeyIsRefusedWithTheNearestOne() throws {
        try scratch.write(".env", "POLARIS_CLOB_RAET=1\n")
        let report = try rehearsal(["POLARIS_NONSENSE_AT_ALL": "1"]).report("run")
        #expect(report.problems.map(\.place) == ["\(scratch.path)/.env:1", "environment"])
        #expect(report.problems[0].hint == "did you mean POLARIS_CLOB_RATE?")
        #expect(report.problems[1].hint == "harvestd config init lists all keys")
    }

    @Test func allProblemsAreToldAtOnce() throws {
        try scratch.write(
            ".env", "POLARIS_CLOB_RATE=fast\nbroken line\nPOLARIS_XTRACKER_BURST=0\nPOLARIS_FOO=1\n")
        let report = try rehearsal(["POLARIS_ENABLE_L2": "perhaps"]).report("run")
        #expect(report.problems.count == 5)
        let error = try #require(throws: ConfigurationError.self) { try report.configuration() }
        #expect(error.message == "the configuration has 5 problems")
        #expect(FailureReport(error).exitCode == .configuration)
    }

    @Test func aKeyGivenTwiceIsNoticed() throws {
        try scratch.write(".env", "POLARIS_CLOB_RATE=1\nPOLARIS_CLOB_RATE=2\n")
        let report = try rehearsal().report("run")
        #expect(report.notices.count == 1)
        #expect(try report.configuration().clob.rate == 2)
    }

    @Test func anEmptyValueIsNoValue() throws {
        try scratch.write(".env", "POLARIS_DATABASE_URL=\nPOLARIS_CLOB_RATE=\n")
        let configuration = try rehearsal(["POLARIS_DATABASE_URL": ""]).report("run").configuration()
        #expect(configuration.database == .sqlite(path: "data/harvest.sqlite3"))
        #expect(configuration.clob.rate == 5)
    }

    @Test func systemdGivesTheDirectoryWhenNobodyElseDoes() throws {
        let state = ["STATE_DIRECTORY": "/var/lib/harvestd:/var/lib/other"]
        let report = try rehearsal(state).report("run")
        #expect(try report.configuration().database == .sqlite(path: "/var/lib/harvestd/harvest.sqlite3"))
        #expect(report.setting(ConfigurationTable.dataDirectory)?.origin == .stateDirectory)
        #expect(try rehearsal(state).report("run", "--data-dir", "x").configuration().dataDirectory == "x")
    }
}
