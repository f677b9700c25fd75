import HarvestCore
import HarvestTestSupport

@testable import harvestd

/// A shell whose answers are kept: commands run in it as they would on a command line.
struct Rehearsal {
    /// What went to stdout.
    let answers = Recorder<String>()
    /// What went to stderr.
    let notes = Recorder<String>()
    /// The clock.
    let clock = ManualClock()
    /// Environment variables and places of settings files.
    var surroundings: Surroundings

    /// Starts with an empty environment; settings are looked for in a directory that has none.
    init(_ variables: [String: String] = [:], directory: String = "/nonexistent") {
        surroundings = Surroundings(
            variables: variables, projectFile: "\(directory)/.env", systemFile: "\(directory)/system.env")
    }

    /// Everything on stdout.
    var output: String { answers.facts.joined() }

    /// The shell for a command line.
    func shell(_ line: String...) throws -> Shell { try shell(words: line) }

    /// The shell for a command line.
    func shell(words: [String]) throws -> Shell {
        let invocation = try CommandLineParser().parse(words)
        let secrets = SecretKeeper()
        let style = TextStyle(choice: "never", isTerminal: false, variables: [:])
        return Shell(
            invocation: invocation, surroundings: surroundings,
            output: Output(
                isJSON: invocation.has("json"), isTerminal: false, style: style,
                times: TimeStyle(isLocal: false), sink: { answers.record($0) }),
            notes: Notes(style: style, isTerminal: false, secrets: secrets) { notes.record($0) },
            clock: clock, secrets: secrets)
    }

    /// The configuration a command line resolves.
    func report(_ line: String...) throws -> ConfigurationReport {
        ConfigurationLoader.load(try CommandLineParser().parse(line), in: surroundings)
    }
}
