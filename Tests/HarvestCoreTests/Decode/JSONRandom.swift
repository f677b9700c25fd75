import Foundation
import HarvestCore

/// Random documents and random damage to them.
struct JSONRandom {
    private var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    /// A valid document.
    mutating func document() -> String { value(depth: 0) }

    /// The same bytes with one to three places changed, taken out, doubled or cut off.
    mutating func broken(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
            let place = bytes.indices.randomElement(using: &generator) ?? 0
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(bytes[place], at: place)
            case 2: bytes[place] = Array(#"{}[]",:\u0e+-.tn9 "#.utf8).randomElement(using: &generator) ?? 0x20
            case 3: bytes[place] = UInt8.random(in: 1...255, using: &generator)
            default: bytes.removeLast(bytes.count - place)
            }
        }
        return bytes
    }

    private mutating func value(depth: Int) -> String {
        switch Int.random(in: 0..<(depth > 4 ? 5 : 8), using: &generator) {
        case 0: return ["true", "false", "null"].randomElement(using: &generator) ?? "null"
        case 1, 2: return number()
        case 3, 4: return text()
        case 5, 6: return "[" + list(depth) { $0.value(depth: depth + 1) } + "]"
        default: return "{" + list(depth) { $0.text() + $0.blank() + ":" + $0.value(depth: depth + 1) } + "}"
        }
    }

    private mutating func list(_ depth: Int, _ element: (inout JSONRandom) -> String) -> String {
        (0..<Int.random(in: 0...4, using: &generator)).map { _ in blank() + element(&self) + blank() }
            .joined(separator: ",")
    }

    private mutating func blank() -> String {
        ["", "", "", " ", "\n", "\t ", "\r\n"].randomElement(using: &generator) ?? ""
    }

    private mutating func number() -> String {
        let whole = ["", "-"].randomElement(using: &generator) ?? ""
        let digits = String(UInt64.random(in: 0...9_999_999, using: &generator))
        let fraction = ["", "", ".5", ".25", ".000001", ".10"].randomElement(using: &generator) ?? ""
        let exponent = ["", "", "", "e3", "E-2", "e+1"].randomElement(using: &generator) ?? ""
        return whole + digits + fraction + exponent
    }

    private mutating func text() -> String {
        let pieces = [
            "a", "key", "é", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\ud83d\\ude00", " ", "0", "日本",
        ]
        let count = Int.random(in: 0...5, using: &generator)
        return "\""
            + (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined() + "\""
    }

    /// Whether a number is in it that no double holds; Foundation refuses such documents.
    static func overflows(_ node: JSONNode) -> Bool {
        if let number = node.numberText.flatMap(Double.init) { return number.isInfinite }
        return node.elements.contains(where: overflows) || node.members.contains { overflows($0.value) }
    }

    /// Whether our view and Foundation's object say the same.
    static func isEqual(_ node: JSONNode, _ other: Any) -> Bool {
        switch node.kind {
        case .null: return other is NSNull
        case .boolean: return (other as? NSNumber)?.boolValue == node.boolean
        case .number:
            guard let ours = node.numberText.flatMap(Double.init), let number = other as? NSNumber else {
                return false
            }
            // Foundation goes through a decimal of its own and may miss the nearest double.
            return abs(number.doubleValue - ours) <= abs(ours) * 1e-12
        case .string: return (other as? String) == node.text
        case .array:
            guard let others = other as? [Any], others.count == node.count else { return false }
            return zip(node.elements, others).allSatisfy { isEqual($0, $1) }
        case .object:
            guard let others = other as? [String: Any] else { return false }
            return node.members.allSatisfy { member in
                // Of equal keys Foundation keeps one of its choosing.
                node.members.count { $0.key == member.key } > 1
                    || others[member.key].map { isEqual(member.value, $0) } ?? false
            }
        }
    }
}
