import HarvestStore
import Testing

@testable import harvestd

@Suite struct CommandTableTests {
    private let plain = TextStyle(choice: "never", isTerminal: false, variables: [:])

    @Test func everyCommandIsDescribedWhole() {
        for command in CommandTable.all {
            #expect(command.examples.count >= 3, "\(command.name)")
            #expect(!command.description.isEmpty, "\(command.name)")
            #expect(!command.summary.hasSuffix("."), "\(command.name)")
            #expect(command.flags.allSatisfy { !$0.summary.isEmpty && !$0.summary.hasSuffix(".") })
        }
        #expect(Set(CommandTable.all.map(\.name)).count == CommandTable.all.count)
    }

    @Test func everyExampleIsUnderstood() throws {
        for command in CommandTable.all {
            for example in command.examples {
                let line = example.line.split(separator: "|")[0].split(separator: " && ")[0]
                let words = line.replacing("source <(", with: "").split(separator: " ").map(String.init)
                let cut = words.prefix { !$0.hasPrefix(">") && !$0.hasPrefix("2>") }
                let arguments = cut.dropFirst().map { $0.hasSuffix(")") ? String($0.dropLast()) : $0 }
                #expect(cut.first == "harvestd", "\(example.line)")
                #expect(throws: Never.self, "\(example.line)") {
                    _ = try CommandLineParser().parse(arguments)
                }
            }
        }
    }

    @Test func aFlagTakesAValueInAllCommandsOrInNone() {
        var kinds: [String: Bool] = [:]
        for command in CommandTable.all {
            for flag in command.flags + GlobalFlags.all {
                #expect(
                    kinds.updateValue(flag.takesValue, forKey: flag.name) ?? flag.takesValue
                        == flag.takesValue)
            }
            let names = (command.flags + GlobalFlags.all).map(\.name)
            #expect(Set(names).count == names.count, "\(command.name)")
        }
    }

    @Test func everyCommandOfTheTableHasABody() {
        #expect(Set(CommandDispatch.bodies.keys) == Set(CommandTable.all.map(\.name)))
    }

    @Test func theListOfCommandsFitsASmallTerminal() {
        let lines = HelpPage.top(style: plain).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 24)
        #expect(lines.allSatisfy { $0.count <= 80 })
    }

    @Test func helpFitsEightyColumns() {
        for command in CommandTable.all {
            let lines = HelpPage.command(command, style: plain).split(separator: "\n")
            for line in lines where !line.hasPrefix("  harvestd ") {
                #expect(line.count <= 80, "\(command.name): \(line)")
            }
        }
    }

    @Test func theListOfCommandsReadsSo() {
        #expect(
            HelpPage.top(style: plain) == """
                harvestd collects Polymarket and XTracker data into SQLite or PostgreSQL

                Usage: harvestd <command> [flags]
                  demo           Harvest a simulated exchange and show what was stored
                  migrate        Create or update the tables
                  doctor         Check configuration, database, disk and upstream services
                  harvest-once   Run every job once and print what was stored
                  backfill       Collect history between two dates
                  run            Harvest until stopped
                  replay         Rebuild tables from the journal
                  status         Show how the service and its jobs are
                  runs           List runs of jobs from the audit table, newest first
                  export-tables  List the tables that can be exported
                  export         Write a table as CSV, JSON or NDJSON
                  config         Show, check or write settings: show, check, init
                  simulate       Serve a fake exchange until stopped
                  tree           Print the services that run starts
                  version        Show the version
                  help           Explain a command or an error code
                  completions    Print completions for a shell
                  man            Print the manual page

                Flags and examples: harvestd help <command>    An error: harvestd help E1203

                """)
    }

    @Test func helpOfACommandReadsSo() throws {
        let command = try #require(CommandTable.named("completions"))
        let page = HelpPage.command(command, style: plain)
        #expect(
            page.hasPrefix(
                """
                completions: print completions for a shell

                Usage: harvestd completions SHELL [flags]

                Examples:
                  source <(harvestd completions bash)
                      in this bash
                  harvestd completions zsh > ~/.zfunc/_harvestd
                      for zsh, with ~/.zfunc in fpath
                  harvestd completions fish > ~/.config/fish/completions/harvestd.fish
                      for fish

                Prints a script that completes commands, flags and values.

                Arguments:
                  SHELL  The shell: bash, zsh, fish

                Flags of every command:
                  -h, --help           Show help and stop
                """))
        #expect(
            page.hasSuffix(
                "Exit codes:\n  0   done; also a clean stop after a first signal\n"
                    + "  64  the command line is wrong\n"))
    }
}
