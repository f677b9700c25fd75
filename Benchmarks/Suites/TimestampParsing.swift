internal import Foundation
internal import HarvestCore

/// RFC 3339 text with a fraction, to a moment.
enum TimestampParsing {
    static func suite(itemCount: Int, seed: UInt64) -> BenchmarkSuite {
        let texts = texts(itemCount, seed: seed)
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return BenchmarkSuite(
            name: "timestamp-parsing", summary: "a time such as 2025-11-24T22:03:48.978Z, to a moment",
            itemCount: itemCount, byteCount: texts.reduce(0) { $0 + $1.utf8.count },
            contenders: [
                .init("HarvestCore Timestamp(parsing:)") {
                    texts.reduce(into: 0) {
                        $0 &+= UInt64(bitPattern: Timestamp(parsing: $1)?.microseconds ?? -1)
                    }
                },
                .init("Foundation ISO8601FormatStyle") {
                    texts.reduce(into: 0) { $0 &+= digest(of: date($1, style)) }
                },
                .init("Foundation ISO8601DateFormatter") {
                    // The formatter is a class that must not be shared, so each round has its own, as a
                    // decoder would.
                    let formatter = ISO8601DateFormatter()
                    formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
                    return texts.reduce(into: 0) { $0 &+= digest(of: formatter.date(from: $1)) }
                },
            ],
            disagreements: {
                texts.count { text in
                    guard let ours = Timestamp(parsing: text), let theirs = date(text, style) else {
                        return true
                    }
                    return abs(theirs.timeIntervalSince1970 * 1_000 - Double(ours.microseconds) / 1_000) > 0.5
                }
            })
    }

    private static func date(_ text: String, _ style: Date.ISO8601FormatStyle) -> Date? {
        // A text that cannot be read is counted as a disagreement, so its reason is of no interest here.
        try? style.parse(text)
    }

    private static func digest(of date: Date?) -> UInt64 { date?.timeIntervalSince1970.bitPattern ?? 1 }

    private static func texts(_ count: Int, seed: UInt64) -> [String] {
        var generator = SplitMix64(seed: seed)
        // From 2020 to 2030, never a whole second: the other parsers would refuse one without a fraction.
        return (0..<count).map { _ in
            let second = Int64.random(in: 1_577_836_800..<1_893_456_000, using: &generator)
            let milliseconds = Int64.random(in: 1..<1_000, using: &generator)
            return Timestamp(milliseconds: second * 1_000 + milliseconds).description.padded()
        }
    }
}

extension String {
    /// RFC 3339 with exactly three fraction digits.
    fileprivate func padded() -> String {
        guard let point = firstIndex(of: ".") else { return self }
        let digits = self[index(after: point)...].dropLast()
        return String(self[..<point]) + "." + digits + String(repeating: "0", count: 3 - digits.count) + "Z"
    }
}
