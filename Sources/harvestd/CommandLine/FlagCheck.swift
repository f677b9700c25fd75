/// Whether the value of a flag is one it can have.
enum FlagCheck {
    static func check(_ value: String, of flag: FlagSpecification) throws(UsageError) {
        switch flag.value {
        case .none, .text: return
        case .choice(let allowed): try checkChoice(value, allowed, flag)
        case .integer(let range): try checkInteger(value, range, flag)
        case .file, .directory: try checkPath(value, flag)
        case .moment: try checkMoment(value, flag)
        case .setting(let key): try checkSetting(value, key, flag)
        }
    }

    private static func checkChoice(
        _ value: String, _ allowed: [String], _ flag: FlagSpecification
    ) throws(UsageError) {
        guard !allowed.contains(value) else { return }
        let nearest = EditDistance.nearest(to: value, in: allowed)
        throw .badValue(
            flag, value, because: "it is one of " + allowed.joined(separator: ", "),
            remedy: nearest.map { "did you mean: \($0)" })
    }

    private static func checkInteger(
        _ value: String, _ range: ClosedRange<Int>, _ flag: FlagSpecification
    ) throws(UsageError) {
        guard let number = Int(value) else {
            throw .badValue(flag, value, because: "it is a whole number", remedy: nil)
        }
        guard range.contains(number) else {
            let bounds = "it lies between \(range.lowerBound) and \(range.upperBound)"
            throw .badValue(flag, value, because: bounds, remedy: nil)
        }
    }

    /// An address where a file should be named is a password about to be shown: it is refused unseen.
    private static func checkPath(_ value: String, _ flag: FlagSpecification) throws(UsageError) {
        if value.contains("://") { throw .addressOnCommandLine() }
        guard !value.utf8.contains(0) else {
            throw .badValue(flag, "…", because: "a path holds no NUL", remedy: nil)
        }
    }

    private static func checkMoment(_ value: String, _ flag: FlagSpecification) throws(UsageError) {
        guard MomentArgument(parsing: value) == nil else { return }
        throw .badValue(
            flag, value, because: "it is a moment or an age",
            remedy: "write 2026-04-10, 2026-04-10T16:00:00Z, 24h or 7d")
    }

    private static func checkSetting(
        _ value: String, _ key: ConfigurationKey, _ flag: FlagSpecification
    ) throws(UsageError) {
        if case .path = key.kind { try checkPath(value, flag) }
        guard let complaint = key.kind.complaint(about: value) else { return }
        throw .badValue(flag, value, because: complaint.what, remedy: complaint.hint)
    }
}
