internal import HarvestCore

/// A command line that was understood: which command, with which flags and arguments.
struct Invocation: Sendable {
    /// The command.
    let command: CommandSpecification
    /// Values by the long name of their flag; a switch has an empty value.
    var values: [String: String] = [:]
    /// Positional arguments in order.
    var arguments: [String] = []

    /// Whether a flag stands there.
    func has(_ flag: String) -> Bool { values[flag] != nil }

    /// The value of a flag.
    func value(_ flag: String) -> String? { values[flag] }

    /// The value of a flag that takes a whole number; the parser has checked it.
    func integer(_ flag: String) -> Int? { values[flag].flatMap { Int($0) } }

    /// The value of a flag that takes a moment; ages count back from `now`. The parser has checked it.
    func moment(_ flag: String, now: Timestamp) -> Timestamp? {
        values[flag].flatMap { MomentArgument(parsing: $0) }?.resolved(now: now)
    }

    /// Values given by flags for configuration keys, by the name of the key, with the flag that gave them.
    var settings: [String: (text: String, flag: String)] {
        var found: [String: (text: String, flag: String)] = [:]
        for (name, text) in values {
            if case .setting(let key)? = command.flag(named: name)?.value { found[key.name] = (text, name) }
        }
        return found
    }
}
