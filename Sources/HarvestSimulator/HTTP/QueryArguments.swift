/// The arguments of a request's address, in order, with repeated names kept: Gamma's arrays are repeated
/// names.
struct QueryArguments: Sendable {
    private let pairs: [(name: String, value: String)]

    /// Reads what follows the question mark.
    init(_ text: Substring) {
        pairs = text.split(separator: "&").map { part in
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(sides[0]), sides.count > 1 ? Self.decoded(sides[1]) : "")
        }
    }

    /// The first value of a name.
    subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// All values of a name; also as `name[]`, which the venue's own examples use.
    func all(_ name: String) -> [String] {
        pairs.filter { $0.name == name || $0.name == name + "[]" }.map(\.value)
    }

    /// A whole number; `nil` when absent or anything else.
    func number(_ name: String) -> Int? { self[name].flatMap { Int($0) } }

    /// `true` or `false`; `nil` when absent or anything else.
    func flag(_ name: String) -> Bool? { self[name].flatMap { Bool($0) } }

    private static func decoded(_ text: Substring) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
            return String(text)
        }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(rest.prefix(2)) ?? "", radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
