import Foundation
import Testing

@testable import harvestd

@Suite struct DocumentationTests {
    @Test func theReferenceInTheRepositoryIsTheOneTheProgramPrints() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/CLI.md")
        let stored = try String(contentsOf: file, encoding: .utf8)
        #expect(stored == MarkdownReference.text, "harvestd help --markdown > docs/CLI.md")
    }

    @Test(arguments: [("bash", "bash"), ("zsh", "zsh"), ("fish", "fish")])
    func completionsAreScriptsOfTheirShell(_ name: String, _ program: String) async throws {
        let scratch = try Scratch()
        let script = try #require(CompletionScript.text(for: name))
        try scratch.write("script", script)
        let found = try await HarvestdProcess.shell("command -v \(program)", in: scratch)
        guard found.code == 0 else { return }
        let outcome = try await HarvestdProcess.shell("\(program) -n script", in: scratch)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.errors.isEmpty)
    }

    @Test(arguments: [
        ("harvestd mig", "migrate"), ("harvestd config ch", "check"), ("harvestd export --for", "--format"),
        ("harvestd export --format nd", "ndjson"), ("harvestd --json export --table dim_mar", "dim_market"),
        ("harvestd completions f", "fish"), ("harvestd run --log-level DEB", "DEBUG"),
        ("harvestd help ex", "export"),
        ("harvestd config check --off", "--offline"),
    ])
    func bashCompletes(_ line: String, _ expected: String) async throws {
        let scratch = try Scratch()
        try scratch.write("script", CompletionScript.bash)
        let words = line.split(separator: " ").map { "'\($0)'" }.joined(separator: " ")
        let ask = """
            source ./script; COMP_WORDS=(\(words)); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); _harvestd
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let outcome = try await HarvestdProcess.shell(ask, in: scratch)
        #expect(outcome.output.split(separator: "\n").contains { $0 == expected }, "\(outcome)")
    }

    @Test func theManualHasNoWarnings() async throws {
        let scratch = try Scratch()
        try scratch.write("harvestd.1", ManualPage.text)
        let found = try await HarvestdProcess.shell("command -v groff", in: scratch)
        guard found.code == 0 else { return }
        let outcome = try await HarvestdProcess.shell(
            "groff -man -Tascii -P-cbou -rHY=0 -rLL=300n -ww harvestd.1", in: scratch)
        #expect(outcome.errors.isEmpty, "\(outcome.errors)")
        #expect(outcome.output.contains("POLARIS_CLOB_RATE"))
        for command in CommandTable.all { #expect(outcome.output.contains(command.name)) }
    }

    @Test func everyKeyIsInTheSampleAndTheSampleLoads() throws {
        let scratch = try Scratch()
        let active = ConfigInitialiseCommand.sample.split(separator: "\n").map { line in
            line.hasPrefix("#POLARIS_") ? line.dropFirst() : line
        }
        try scratch.write(".env", active.joined(separator: "\n"))
        let report = try Rehearsal(directory: scratch.path).report("config", "check")
        #expect(report.problems.isEmpty)
        #expect(report.settings.allSatisfy { $0.origin != .builtIn })
    }
}
