/// One place where a rule of the house is broken, with what to do instead.
struct HouseRulesViolation: Hashable, Sendable, CustomStringConvertible {
    let path: String
    let line: Int
    let advice: String

    var description: String { "\(path):\(line): \(advice)" }
}
