import Foundation
import Testing

@testable import harvestd

/// What settings do to the real binary.
@Suite struct SettingsProgramTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func run(_ line: String) async throws -> HarvestdProcess.Outcome {
        try await HarvestdProcess.run(line.split(separator: " ").map(String.init), in: scratch)
    }

    @Test func demoWorksWhateverIsConfigured() async throws {
        try scratch.write(".env", "POLARIS_ENABLE_L2=false\nPOLARIS_DEFAULT_HANDLES=nobody\nPOLARIS_X=1\n")
        let outcome = try await run("demo --markets 64 --data-dir look")
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try scratch.names().sorted() == [".env", "look"])
    }

    @Test func configShowsEverySettingWithItsOrigin() async throws {
        try scratch.write(".env", "POLARIS_CLOB_RATE=2\n")
        let all = try await run("config").output
        #expect(all.contains("ORIGIN"))
        let lines = all.split(separator: "\n")
        #expect(lines.count == ConfigurationTable.all.count + 1)
        #expect(lines.contains { $0.hasPrefix("POLARIS_CLOB_RATE ") && $0.hasSuffix(".env:1") })
        #expect(lines.contains { $0.hasPrefix("POLARIS_CLOB_BURST ") && $0.hasSuffix("default") })
        #expect(try await run("config show --effective --origin").output == all)
        let changed = try await run("config show --changed").output.split(separator: "\n")
        #expect(changed.count == 2)
    }

    @Test func aRelaxedDurabilityIsNamedByTheDoctor() async throws {
        #expect(try await run("migrate").code == 0)
        #expect(!(try await run("doctor --offline").output.contains("relaxed")))
        try scratch.write(".env", "POLARIS_DURABILITY=relaxed\n")
        let outcome = try await run("doctor --offline").output
        #expect(outcome.contains("relaxed (synchronous=NORMAL)"))
        #expect(outcome.contains("a power cut or a crash of the machine can undo"))
    }

    @Test func theDiskUnderTheDatabaseIsTheOneThatIsChecked() async throws {
        try scratch.write("file", "")
        try scratch.write("dsn", "sqlite:fine/x.db\n")
        try scratch.write("bad", "sqlite:file/x.db\n")
        try scratch.write("server", "postgresql://h/d\n")
        #expect(try await run("config check --data-dir file").code == 78)
        #expect(try await run("config check --data-dir file --dsn-file dsn").code == 0)
        #expect(try await run("config check --data-dir file --dsn-file server").code == 0)
        let outcome = try await run("config check --dsn-file bad")
        #expect(outcome.code == 78)
        #expect(outcome.errors.contains("disk: POLARIS_DATABASE_URL=“file”: it is not a directory"))
        let doctor = try await run("doctor --offline --data-dir file --dsn-file server")
        // The rows go elsewhere, but the journal of run would be there.
        #expect(doctor.code == 2 && doctor.output.contains("file/journal"), "\(doctor)")
        try scratch.write(".env", "POLARIS_JOURNAL=false\n")
        let without = try await run("doctor --offline --data-dir file --dsn-file server")
        #expect(without.code == 0, "\(without)")
    }

    @Test func stderrHasOneFormWhenMachinesReadIt() async throws {
        try scratch.write(".env", "POLARIS_ARB_X=1\n")
        let outcome = try await run("migrate --plan --data-dir /proc/nothing/x --log-format json")
        let export = try await run("export --table dim_account --log-format json")
        #expect(export.code == 78)
        let lines = (outcome.errors + export.errors).split(separator: "\n")
        let events = try lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(events.compactMap { $0["event"] as? String } == ["Notice", "Notice", "CommandFailed"])
        #expect(events.last?["level"] as? String == "error")
        #expect(events.last?["code"] as? String == "E3007")
        #expect((events.first?["text"] as? String)?.contains("other Polaris modules") == true)
        let logfmt = try await run("export --table dim_account --log-format logfmt")
        #expect(logfmt.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("time=") })
        let plain = try await run("export --table dim_account")
        #expect(plain.errors.hasPrefix("note: "))
    }
}
