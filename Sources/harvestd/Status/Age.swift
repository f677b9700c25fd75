internal import HarvestCore

/// Lengths of time in words for people: short, in one or two units.
enum Age {
    /// `4 s`, `3 m`, `2 h 5 m`, `3 d 4 h`.
    static func text(_ length: Duration) -> String {
        let seconds = max(0, Int(length.inSeconds.rounded(.down)))
        switch seconds {
        case ..<120: return "\(seconds) s"
        case ..<7_200: return "\(seconds / 60) m"
        case ..<172_800: return pair(seconds / 3_600, "h", seconds % 3_600 / 60, "m")
        default: return pair(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h")
        }
    }

    private static func pair(_ first: Int, _ unit: String, _ second: Int, _ smaller: String) -> String {
        second == 0 ? "\(first) \(unit)" : "\(first) \(unit) \(second) \(smaller)"
    }
}
