/// A positional argument of a command.
struct ArgumentSpecification: Sendable {
    /// How help calls it: `SHELL`.
    let name: String
    /// What it is, in a sentence without its full stop.
    let summary: String
    /// The values it may have; any text when empty.
    let allowed: [String]
    /// Whether the command does without it.
    let isOptional: Bool

    /// `SHELL` or `[TOPIC]`.
    var usage: String { isOptional ? "[\(name)]" : name }
}
