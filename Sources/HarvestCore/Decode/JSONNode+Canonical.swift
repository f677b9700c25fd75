/// One spelling for each meaning: what PostgreSQL keeps by its meaning and SQLite by its text compares equal.
extension JSONNode {
    /// Without blanks, keys in the order of their bytes and each once, numbers as digits and an exponent.
    var canonicalText: String {
        switch kind {
        case .object:
            let values = Dictionary(members) { _, last in last }
            let keys = values.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            return JSONWriter.object(keys.map { ($0, values[$0]?.canonicalText ?? "null") })
        case .array: return JSONWriter.array(elements.map(\.canonicalText))
        case .string: return JSONWriter.string(text ?? "")
        case .number: return Self.canonicalNumber(source)
        case .boolean, .null: return source
        }
    }

    /// `-1.50e2` and `-150` are `-15e1`; zero is `0`, whatever its sign.
    static func canonicalNumber(_ source: String) -> String {
        let parts = source.lowercased().split(separator: "e")
        let plain = parts[0].split(separator: ".")
        let sign = source.hasPrefix("-") ? "-" : ""
        let fraction = plain.count > 1 ? plain[1] : ""
        var digits = (plain[0].drop { $0 == "-" } + fraction).drop { $0 == "0" }
        var exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - fraction.count
        while digits.last == "0" {
            digits.removeLast()
            exponent += 1
        }
        return digits.isEmpty ? "0" : "\(sign)\(digits)e\(exponent)"
    }
}
