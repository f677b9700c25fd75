/// What libpq needs to reach a PostgreSQL server. The text is a secret: it comes out only by `reveal()`,
/// and no way of printing the value shows it.
struct ConnectionString: Hashable, Sendable {
    private let text: String
    /// Secrets in it, as written and with percent signs undone.
    let secrets: [String]
    /// User, host and database, without anything else.
    let description: String
    /// Names of its parameters; may hold pieces of a password that was not encoded.
    let parameterNames: [String]

    /// Reads `postgresql://…`, with or without SQLAlchemy's `+driver`, or libpq's `host=… dbname=…`.
    init?(parsing text: String) {
        guard !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return nil }
        guard let rest = Self.afterScheme(text) else {
            guard let words = ConnectionWords(parsing: text) else { return nil }
            (self.text, secrets, description) = (text, words.secrets, words.label)
            parameterNames = words.names
            return
        }
        guard let parts = ConnectionParts(parsing: rest) else { return nil }
        self.text = "postgresql://" + parts.normalised
        (secrets, description) = (parts.secrets, parts.label)
        parameterNames = parts.parameterNames
    }

    /// Whether a password stands in it.
    var hasPassword: Bool { !secrets.isEmpty }

    /// The text for libpq. To be handed to the store and to nothing else.
    func reveal() -> String { text }

    /// What follows `postgresql://`, `postgres://` or `postgresql+driver://`.
    private static func afterScheme(_ text: String) -> Substring? {
        guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { return nil }
        let scheme = text[..<colon].lowercased().split(separator: "+", omittingEmptySubsequences: false)
        guard let name = scheme.first, name == "postgresql" || name == "postgres", scheme.count <= 2,
            scheme.dropFirst().allSatisfy({ !$0.isEmpty })
        else { return nil }
        return text[colon...].dropFirst(3)
    }
}

extension ConnectionString: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var debugDescription: String { description }

    /// Nothing: `dump` must not show the text either.
    var customMirror: Mirror { Mirror(self, children: []) }
}
