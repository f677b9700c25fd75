/// libpq's other form of an address: `host=db dbname=polaris user=harvest password='…'`.
struct ConnectionWords {
    /// Passwords in it.
    let secrets: [String]
    /// Host, database and user, without anything else.
    let label: String
    /// Names of all its words.
    let names: [String]

    init?(parsing text: String) {
        guard let words = Self.words(text), !words.isEmpty else { return nil }
        func value(_ name: String) -> String? { words.last { $0.name == name }?.value }
        names = words.map(\.name)
        secrets = words.filter { $0.name == "password" || $0.name == "sslpassword" }.map(\.value)
            .filter { !$0.isEmpty }
        let person = value("user").map { "\($0)@" } ?? ""
        let place = value("dbname").map { "/\($0)" } ?? ""
        label = SafeText.oneLine("postgresql://\(person)\(value("host") ?? "")\(place)")
    }

    private static func words(_ text: String) -> [(name: String, value: String)]? {
        var found: [(name: String, value: String)] = []
        var rest = text[...].drop { $0 == " " }
        while !rest.isEmpty {
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let name = rest[..<equals].withoutOuterBlanks
            guard !name.isEmpty, name.utf8.allSatisfy(isNameByte) else { return nil }
            rest = rest[rest.index(after: equals)...].drop { $0 == " " }
            guard let value = takeValue(&rest) else { return nil }
            found.append((String(name), value))
            rest = rest.drop { $0 == " " }
        }
        return found
    }

    /// A word, or anything in single quotes; a backslash makes the next character plain.
    private static func takeValue(_ rest: inout Substring) -> String? {
        let isQuoted = rest.first == "'"
        if isQuoted { rest.removeFirst() }
        var value = ""
        while let character = rest.popFirst() {
            if character == "\\" {
                guard let next = rest.popFirst() else { return nil }
                value.append(next)
            } else if isQuoted ? character == "'" : character == " " {
                return value
            } else {
                value.append(character)
            }
        }
        return isQuoted ? nil : value
    }

    private static func isNameByte(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || byte == 0x5F }
}
