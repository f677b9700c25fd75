/// All commands, common ones first: the order of every list.
enum CommandTable {
    /// The commands; the first of a group is what its bare name stands for.
    static let all: [CommandSpecification] =
        setUp + harvest + watching + reading + [
            configShow, configCheck, configInitialise, simulate, tree, version, help, completions, manual,
        ]

    /// The command of this name.
    static func named(_ name: String) -> CommandSpecification? { all.first { $0.name == name } }

    /// Names for lists: a group stands once.
    static var topNames: [String] {
        var names: [String] = []
        for command in all where !names.contains(command.group ?? command.name) {
            names.append(command.group ?? command.name)
        }
        return names
    }
}
