/// Colour and weight on a terminal, nothing elsewhere. Colour never carries a meaning that a word does not.
struct TextStyle: Sendable, Hashable {
    /// Whether escape sequences are written at all.
    let isOn: Bool

    /// Decides as people expect: an explicit choice first, then `NO_COLOR`, `TERM=dumb`, and a terminal at
    /// the end.
    init(choice: String?, isTerminal: Bool, variables: [String: String]) {
        switch choice {
        case "always": isOn = true
        case "never": isOn = false
        default:
            let isForbidden = variables["NO_COLOR"].map { !$0.isEmpty } ?? false
            isOn = isTerminal && !isForbidden && variables["TERM"] != "dumb" && variables["TERM"] != nil
        }
    }

    func bold(_ text: String) -> String { wrapped(text, "1") }

    func dim(_ text: String) -> String { wrapped(text, "2") }

    func red(_ text: String) -> String { wrapped(text, "31") }

    func green(_ text: String) -> String { wrapped(text, "32") }

    func yellow(_ text: String) -> String { wrapped(text, "33") }

    private func wrapped(_ text: String, _ code: String) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
