extension ConfigurationProblem {
    /// The problem for programs.
    var json: JSONValue {
        .object([
            "place": .string(place), "key": .text(key), "value": .text(value), "what": .string(what),
            "hint": .text(hint),
        ])
    }
}
