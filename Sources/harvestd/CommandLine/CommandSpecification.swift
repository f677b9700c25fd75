/// One command, described once: the parser, every form of help, the completions, the manual and docs/CLI.md
/// are made from it, so that none of them can lag behind.
struct CommandSpecification: Sendable {
    /// A command line that works, and what it is good for.
    struct Example: Sendable {
        /// The line as it is typed.
        let line: String
        /// What it does.
        let purpose: String

        /// Pairs a line with its purpose.
        init(_ line: String, _ purpose: String) {
            self.line = line
            self.purpose = purpose
        }
    }

    /// Name as it is typed; two words for a member of a group: `config check`.
    let name: String
    /// What it does, in one line for lists.
    let summary: String
    /// Paragraphs that say what a user should know before using it.
    let description: [String]
    /// Positional arguments in order.
    var arguments: [ArgumentSpecification] = []
    /// Its own flags; the global ones come on top.
    var flags: [FlagSpecification] = []
    /// Three lines or more to copy.
    let examples: [Example]
    /// How it may end, success and wrong usage aside.
    var exitCodes: [ExitCode] = []

    /// The group of a two-word name: `config`.
    var group: String? {
        let words = name.split(separator: " ")
        return words.count > 1 ? String(words[0]) : nil
    }

    /// All its exit codes in order.
    var allExitCodes: [ExitCode] {
        ([.success, .usage] + exitCodes).sorted { $0.rawValue < $1.rawValue }
    }

    /// `harvestd completions SHELL [flags]`.
    var usage: String {
        (["harvestd", name] + arguments.map(\.usage) + ["[flags]"]).joined(separator: " ")
    }

    /// The flag of this name, its own or a global one.
    func flag(named name: String) -> FlagSpecification? {
        (flags + GlobalFlags.all).first { $0.name == name }
    }

    /// The flag of this letter, its own or a global one.
    func flag(short letter: Character) -> FlagSpecification? {
        (flags + GlobalFlags.all).first { $0.short == letter }
    }
}
