import Testing

/// A planted violation, and the same text as it should be: a rule must see the one and pass the other.
struct HouseRulesCanary: Sendable, CustomTestStringConvertible {
    let name: String
    let rule: @Sendable (HouseRulesFile) -> [HouseRulesViolation]
    let bad: HouseRulesFile
    let good: HouseRulesFile

    init(
        _ name: String, _ rule: @escaping @Sendable (HouseRulesFile) -> [HouseRulesViolation],
        at path: String = "Sources/HarvestStore/A.swift", goodAt goodPath: String? = nil, bad: String,
        good: String
    ) {
        self.name = name
        self.rule = rule
        self.bad = HouseRulesFile(path: path, text: bad)
        self.good = HouseRulesFile(path: goodPath ?? path, text: good)
    }

    var testDescription: String { name }
}
