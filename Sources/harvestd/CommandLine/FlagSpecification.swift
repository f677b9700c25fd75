/// One flag of the command line: what the parser takes, what help, completions and the manual say about it.
struct FlagSpecification: Sendable {
    /// What stands after the flag.
    enum Value: Sendable {
        /// Nothing: the flag is a switch.
        case none
        /// Any text.
        case text
        /// One of these.
        case choice([String])
        /// A whole number in a range.
        case integer(ClosedRange<Int>)
        /// A file.
        case file
        /// A directory.
        case directory
        /// A moment: RFC 3339, a day, or an age such as `24h`.
        case moment
        /// The value of a configuration key, checked as that key checks it.
        case setting(ConfigurationKey)
    }

    /// Long name without its dashes.
    let name: String
    /// One-letter form, when there is one.
    let short: Character?
    /// What stands after it.
    let value: Value
    /// How help calls the value: `FILE`.
    let valueName: String
    /// What holds without the flag, in words, when it is not obvious.
    let defaultText: String?
    /// What it does, in a sentence without its full stop.
    let summary: String

    /// A switch.
    static func toggle(_ name: String, short: Character? = nil, _ summary: String) -> FlagSpecification {
        FlagSpecification(
            name: name, short: short, value: .none, valueName: "", defaultText: nil, summary: summary)
    }

    /// A flag with a value.
    static func option(
        _ name: String, short: Character? = nil, _ value: Value, _ valueName: String,
        default defaultText: String? = nil, _ summary: String
    ) -> FlagSpecification {
        FlagSpecification(
            name: name, short: short, value: value, valueName: valueName, defaultText: defaultText,
            summary: summary)
    }

    /// A flag that stands for a configuration key and takes its rules, default and explanation from it.
    static func setting(_ name: String, _ valueName: String, _ key: ConfigurationKey) -> FlagSpecification {
        FlagSpecification(
            name: name, short: nil, value: .setting(key), valueName: valueName, defaultText: key.defaultText,
            summary: "\(key.summary) (\(key.name))")
    }

    /// Whether a value must follow.
    var takesValue: Bool { if case .none = value { false } else { true } }

    /// The values that may stand there, when they can be counted.
    var allowed: [String] {
        switch value {
        case .choice(let values): values
        case .setting(let key): key.kind.allowed
        default: []
        }
    }

    /// `--format csv|json|ndjson`, `--output FILE`, `--json`.
    var usage: String { takesValue ? "--\(name) \(valueName)" : "--\(name)" }
}
