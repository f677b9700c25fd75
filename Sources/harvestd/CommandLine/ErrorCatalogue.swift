/// Every error code with a paragraph about it: what `harvestd help E1203` prints, and where exit codes come
/// from.
enum ErrorCatalogue {
    /// One code.
    struct Entry: Sendable {
        /// The code.
        let code: String
        /// What happened, in a few words.
        let title: String
        /// What the program does then, and what a person can do.
        let text: String
        /// How a command ends that fails with it.
        let exitCode: ExitCode

        init(_ code: String, _ title: String, _ text: String, exit exitCode: ExitCode) {
            self.code = code
            self.title = title
            self.text = text
            self.exitCode = exitCode
        }
    }

    /// All codes in order.
    static let all: [Entry] =
        transport + upstream + decode + store + refusals + exports + journal + usage
        + engine

    /// The entry of a code.
    static func entry(_ code: String) -> Entry? { all.first { $0.code == code } }

    /// Whether a word has the form of a code.
    static func isCode(_ word: String) -> Bool {
        word.utf8.count == 5 && word.uppercased().hasPrefix("E")
            && word.dropFirst().allSatisfy(\.isASCIIDigit)
    }

    /// How a command ends that fails with a code that has no entry.
    static func exitCode(ofRange code: String) -> ExitCode {
        switch code.prefix(2) {
        case "E1", "E3": .unavailable
        case "E2": .badInput
        case "E4": code.hasPrefix("E40") ? .usage : .configuration
        default: .failure
        }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
