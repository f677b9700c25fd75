internal import Foundation

/// The keys of many objects of one kind, and which kinds of values each was seen with.
struct AnswerShape {
    private(set) var kinds: [String: Set<String>] = [:]
    private var counts: [String: Int] = [:]
    private var total = 0

    init(_ objects: [[String: Any]]) {
        for object in objects {
            total += 1
            for (key, value) in object {
                kinds[key, default: []].insert(Self.kind(of: value))
                counts[key, default: 0] += 1
            }
        }
    }

    /// Keys that every object had.
    var always: Set<String> { Set(counts.filter { $0.value == total }.keys) }

    /// What another shape has that this one does not know: keys, and kinds of values of known keys.
    func surprises(in other: AnswerShape, butFor known: Set<String> = []) -> [String] {
        other.kinds.sorted { $0.key < $1.key }.flatMap { key, kinds -> [String] in
            guard !known.contains(key) else { return [] }
            guard let own = self.kinds[key] else { return ["\(key) is not recorded"] }
            return kinds.subtracting(own).map { "\(key) is never \($0), but \(own.sorted())" }
        }
    }

    /// Kind of a value. Whole numbers and fractions are one kind, because the services mix them.
    private static func kind(of value: Any) -> String {
        switch value {
        case is NSNull: "null"
        case let number as NSNumber where isBoolean(number): "bool"
        case is NSNumber: "number"
        case let text as String: kind(ofText: text)
        case is [Any]: "array"
        case is [String: Any]: "object"
        default: "unknown"
        }
    }

    private static func isBoolean(_ number: NSNumber) -> Bool {
        String(cString: number.objCType) == "c"
    }

    private static func kind(ofText text: String) -> String {
        if text.isEmpty { return "empty text" }
        if text.hasPrefix("[") { return "packed array" }
        if text.hasPrefix("0x") { return "hexadecimal" }
        if text.allSatisfy({ $0.isNumber || $0 == "." || $0 == "-" }), text.first?.isNumber == true {
            return text.contains("-") ? "day" : "decimal"
        }
        if text.count > 18, text.prefix(4).allSatisfy(\.isNumber), text.dropFirst(4).first == "-" {
            return text.contains("T") ? "moment" : "moment with blank"
        }
        return "text"
    }
}
