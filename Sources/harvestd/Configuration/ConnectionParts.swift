/// The parts of a PostgreSQL address after its scheme: `user:password@host:port/database?parameters`.
struct ConnectionParts {
    /// The address in the form libpq reads.
    let normalised: String
    /// Passwords in it, as written and decoded.
    let secrets: [String]
    /// `postgresql://user@host:5432/database`.
    let label: String
    /// Names of its parameters.
    let parameterNames: [String]

    init?(parsing rest: Substring) {
        let (beforeQuery, query) = rest.cut(at: "?")
        let (authority, database) = beforeQuery.cut(at: "/")
        let at = authority.lastIndex(of: "@")
        let user = at.map { authority[..<$0] } ?? ""
        let host = at.map { authority[authority.index(after: $0)...] } ?? authority
        let (name, password) = user.cut(at: ":")
        guard let parameters = Self.parameters(query), Self.areHosts(host),
            !user.contains("@"), !beforeQuery.contains(" ")
        else { return nil }

        var secrets = password.map { [String($0)] } ?? []
        secrets += parameters.filter { Self.isSecret($0.name) }.map { $0.value }
        self.secrets = secrets.filter { !$0.isEmpty }.flatMap(Self.forms)
        let kept = parameters.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        normalised = beforeQuery + (kept.isEmpty ? "" : "?\(kept)")
        parameterNames = parameters.map(\.name)
        label = Self.label(user: name, host: host, database: database)
    }

    /// Parameters with asyncpg's `ssl` under the name libpq gives it; `nil` when one is malformed.
    private static func parameters(_ query: Substring?) -> [(name: String, value: String)]? {
        var found: [(name: String, value: String)] = []
        for part in (query ?? "").split(separator: "&") {
            let (name, value) = part.cut(at: "=")
            guard let value, !name.isEmpty else { return nil }
            found.append(name == "ssl" ? ("sslmode", sslMode(value)) : (String(name), String(value)))
        }
        return found
    }

    private static func sslMode(_ value: Substring) -> String {
        switch value.lowercased() {
        case "true": "require"
        case "false": "disable"
        default: String(value)
        }
    }

    private static func isSecret(_ name: String) -> Bool { name == "password" || name == "sslpassword" }

    private static func areHosts(_ text: Substring) -> Bool {
        text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { part in
            guard let colon = part.lastIndex(of: ":"), !part.hasSuffix("]") else { return true }
            let port = part[part.index(after: colon)...]
            return port.isEmpty || (Int(port).map { (1...65_535).contains($0) } ?? false)
        }
    }

    private static func label(user: Substring, host: Substring, database: Substring?) -> String {
        let person = user.isEmpty ? "" : "\(user)@"
        let place = database.map { "/\($0)" } ?? ""
        return SafeText.oneLine("postgresql://\(person)\(host)\(place)")
    }

    private static func forms(_ secret: String) -> [String] {
        let decoded = PercentCoding.decoded(secret)
        return decoded == secret ? [secret] : [secret, decoded]
    }
}
