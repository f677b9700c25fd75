/// The braces behind a declaration's head: where they open and close.
///
/// A head without braces, as in a protocol, has no body: it ends at a line break that no open parenthesis,
/// arrow, comma or following `where` carries on.
struct HouseRulesBody {
    let start: Int
    let end: Int

    init?(code: [UInt8], from offset: Int) {
        guard let start = Self.openingBrace(code, from: offset) else { return nil }
        var depth = 0
        var position = start
        while position < code.count {
            if code[position] == UInt8(ascii: "{") { depth += 1 }
            if code[position] == UInt8(ascii: "}") { depth -= 1 }
            if depth == 0 { break }
            position += 1
        }
        self.start = start
        end = min(position, code.count - 1)
    }

    private static func openingBrace(_ code: [UInt8], from offset: Int) -> Int? {
        var depth = 0
        var last: UInt8 = 0
        for position in offset..<code.count {
            switch code[position] {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "{") where depth == 0: return position
            case UInt8(ascii: "}") where depth == 0: return nil
            case UInt8(ascii: "\n") where depth == 0:
                guard
                    last == UInt8(ascii: ">") || last == UInt8(ascii: ",") || carriesOn(code, from: position)
                else { return nil }
            default: break
            }
            if code[position] > UInt8(ascii: " ") { last = code[position] }
            if depth < 0 { return nil }
        }
        return nil
    }

    private static func carriesOn(_ code: [UInt8], from position: Int) -> Bool {
        let next = code[position...].prefix(200).drop { $0 <= UInt8(ascii: " ") }
        let word = String(decoding: next.prefix(8), as: UTF8.self)
        return ["{", "->", "where ", "async ", "throws "].contains(where: word.hasPrefix)
    }
}
