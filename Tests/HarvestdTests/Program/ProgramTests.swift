import Foundation
import HarvestTestSupport
import Testing

@testable import harvestd

/// The real binary, from the outside.
@Suite struct ProgramTests {
    private let scratch: Scratch
    private let dead = "postgresql://someone:canary9@127.0.0.1:1/nowhere"
    private let nowhere = [
        "POLARIS_GAMMA_URL": "http://127.0.0.1:1", "POLARIS_CLOB_URL": "http://127.0.0.1:1",
        "POLARIS_XTRACKER_URL": "http://127.0.0.1:1",
    ]

    init() throws { scratch = try Scratch() }

    private func run(
        _ line: String, environment: [String: String] = [:]
    ) async throws -> HarvestdProcess.Outcome {
        let words = line.split(separator: " ").map(String.init)
        return try await HarvestdProcess.run(words, in: scratch, environment: environment)
    }

    @Test(arguments: [
        ("version", 0), ("--version", 0), ("help", 0), ("--help", 0), ("help E1203", 0), ("export --help", 0),
        ("man", 0), ("completions bash", 0), ("config init", 0), ("config check", 0), ("config", 0),
        ("export-tables", 0), ("migrate --plan", 0), ("doctor --offline", 0), ("", 64), ("nonsense", 64),
        ("help nonsense", 64), ("export --nonsense", 64), ("config check --env-file nothing", 78),
        ("migrate --data-dir /proc/nothing", 73),
    ])
    func theExitCodeTellsTheOutcome(_ line: String, _ code: Int32) async throws {
        let outcome = try await run(line)
        #expect(outcome.code == code, "\(outcome)")
        #expect(outcome.errors.isEmpty || code != 0)
        #expect(!outcome.output.isEmpty || code != 0)
    }

    @Test func answersGoToStdoutAndErrorsToStderr() async throws {
        let outcome = try await run("nonsense --json")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix(#"{"type":"error","code":"E4001","class":"config""#))
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }

    @Test func versionTellsTheCommitInOneLine() async throws {
        let line = try await run("version").output
        #expect(line.hasPrefix("harvestd \(BuildInformation.version) (commit \(BuildInformation.commit), "))
        #expect(line.count { $0 == "\n" } == 1)
    }

    @Test func versionIsOneObject() async throws {
        let outcome = try await run("version --json")
        let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        #expect(value?["version"] as? String == BuildInformation.version)
        #expect(value?["schema"] as? Int == 1)
    }

    @Test func aReaderThatLeavesIsNoError() async throws {
        let outcome = try await HarvestdProcess.shell(
            "set -o pipefail; \"$H\" help --markdown | head -n 1 >/dev/null; echo ${PIPESTATUS[0]}",
            in: scratch)
        #expect(outcome.output == "0\n")
        #expect(outcome.errors.isEmpty)
    }

    @Test func aFullDiskIsAnError() async throws {
        let outcome = try await HarvestdProcess.shell("\"$H\" help > /dev/full", in: scratch)
        #expect(outcome.code == 73)
        #expect(
            outcome.errors.hasPrefix(
                "error: the output cannot be written\n  because: No space left on device\n"))
    }

    @Test func migrateMakesTheDatabaseAndDoctorOnlyLooks() async throws {
        let before = try scratch.names()
        #expect(try await run("doctor --offline").code == 0)
        #expect(try scratch.names() == before)
        #expect(try await run("migrate").output.contains("version 0 became 1"))
        let made = try dataFiles()
        let outcome = try await run("doctor --offline --json")
        #expect(outcome.code == 0)
        #expect(outcome.output.hasPrefix(#"{"ok":true,"exit_code":0,"#))
        #expect(try dataFiles() == made)
        #expect(try await run("migrate").output.contains("nothing to do"))
    }

    /// The files of the data directory with their bytes.
    private func dataFiles() throws -> [String: Data] {
        let directory = "\(scratch.path)/data"
        let names = try FileManager.default.contentsOfDirectory(atPath: directory)
        return try Dictionary(
            uniqueKeysWithValues: names.map {
                ($0, try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\($0)")))
            })
    }

    @Test func doctorTellsEachTroubleApart() async throws {
        let outcome = try await run(
            "doctor --json", environment: nowhere.merging(["POLARIS_DATABASE_URL": dead]) { $1 })
        #expect(outcome.code == 2)
        let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        let checks = try #require(value?["checks"] as? [[String: Any]])
        let codes = checks.filter { $0["status"] as? String == "failed" }.compactMap { $0["code"] as? String }
        #expect(codes == ["E3001", "E1102", "E1102", "E1102"])
    }

    @Test func aWrongKeyInTheFileStopsEverything() async throws {
        try scratch.write(".env", "# mine\nPOLARIS_CLOB_RAET=5\n")
        for line in ["config check", "doctor --json", "migrate", "config show"] {
            let outcome = try await run(line)
            #expect(outcome.code == 78, "\(line)")
            #expect((outcome.output + outcome.errors).contains(".env:2: POLARIS_CLOB_RAET"))
            #expect((outcome.output + outcome.errors).contains("did you mean POLARIS_CLOB_RATE?"))
        }
        #expect(try scratch.names() == [".env"])
    }

    @Test func aPasswordIsNowhereToBeSeen() async throws {
        try scratch.write("dsn", dead + "\n")
        let needed = [
            "completions": "bash", "export": "--table dim_market", "backfill": "--start 1d",
            "demo": "--markets 32",
        ]
        // `run` goes on without its database, so it is ServiceProgramTests' to stop.
        let commands = CommandTable.all.filter { !["simulate", "run"].contains($0.name) }
        let lines = commands.map {
            "\($0.name) \(needed[$0.name] ?? "") --dsn-file dsn --log-level debug"
        }
        for line in lines + [
            "config show --effective --origin --json --dsn-file dsn", "migrate --plan --dsn-file dsn",
        ] {
            let commandLine = Recorder<String>()
            let words = line.split(separator: " ").map(String.init)
            let outcome = try await HarvestdProcess.run(words, in: scratch, environment: nowhere) { process in
                // A process that has gone already shows no arguments.
                let shown = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8)
                commandLine.record(shown ?? "")
            }
            #expect(!outcome.output.contains("canary9"), "\(line)")
            #expect(!outcome.errors.contains("canary9"), "\(line)")
            #expect(!commandLine.facts.joined().contains("canary9"), "\(line)")
        }
    }
}
