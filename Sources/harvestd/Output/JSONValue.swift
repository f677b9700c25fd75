internal import HarvestCore

/// A JSON document to print. Members keep their order, so that the same answer always has the same bytes.
indirect enum JSONValue: Sendable, Hashable {
    /// One member of an object.
    struct Member: Sendable, Hashable {
        let name: String
        let value: JSONValue
    }

    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case members([Member])

    /// An object; members without a value are printed as null.
    static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .members(members.map { Member(name: $0, value: $1 ?? .null) })
    }

    /// Text, or null.
    static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

    /// The object with one more member; anything else stays as it is.
    func adding(_ name: String, _ value: JSONValue) -> JSONValue {
        guard case .members(let members) = self else { return self }
        return .members(members + [Member(name: name, value: value)])
    }

    /// The document in one line.
    var line: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += value.isFinite ? String(value) : "null"
        case .string(let value): Self.write(value, to: &text)
        case .array(let values): Self.list(values, "[", "]", to: &text) { $0.write(to: &$1) }
        case .members(let members):
            Self.list(members, "{", "}", to: &text) { member, text in
                Self.write(member.name, to: &text)
                text += ":"
                member.value.write(to: &text)
            }
        }
    }

    private static func list<Element>(
        _ elements: [Element], _ open: String, _ close: String, to text: inout String,
        _ write: (Element, inout String) -> Void
    ) {
        text += open
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            write(element, &text)
        }
        text += close
    }

    private static func write(_ string: String, to text: inout String) {
        text += JSONWriter.visibleString(string)
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    init(stringLiteral value: String) { self = .string(value) }

    init(integerLiteral value: Int) { self = .integer(value) }

    init(booleanLiteral value: Bool) { self = .boolean(value) }
}
