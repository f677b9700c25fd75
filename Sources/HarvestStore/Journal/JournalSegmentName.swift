internal import HarvestCore

/// The name of a segment's file: `20261120T17Z-0000000000000042.jnl.gz`.
///
/// It says the UTC hour in which the segment was begun and the number of its first record. Numbers decide the
/// order; the hour is never less than that of the segment before, so names in the order of their bytes are in
/// the order of their numbers too. `_1` behind the number marks a segment that began by repeating records of
/// the one before, because a disk error left them in doubt, or one that comes after an empty one of that
/// number.
struct JournalSegmentName: Hashable, Comparable, Sendable {
    /// The start of the hour.
    let hour: Timestamp
    /// The number of the first record.
    let sequence: UInt64
    /// How often a segment was begun with this number before.
    let repetition: Int

    private static let ending = ".jnl.gz"
    /// Sixteen digits number the records of a million years.
    private static let digits = 16

    init(hour: Timestamp, sequence: UInt64, repetition: Int = 0) {
        let earliest = Timestamp(seconds: 0)
        self.hour = min(max(hour, earliest), JournalLimits.moments.upperBound - .hours(1))
            .floored(to: .hours(1))
        self.sequence = sequence
        self.repetition = repetition
    }

    /// Reads a file's name; `nil` when it is none of a segment.
    init?(_ text: String) {
        guard text.hasSuffix(Self.ending) else { return nil }
        let parts = text.dropLast(Self.ending.count).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = Self.hour(parts[0]) else { return nil }
        let numbers = parts[1].split(separator: "_", omittingEmptySubsequences: false)
        guard let sequence = numbers.first.flatMap({ UInt64($0) }), sequence <= JournalLimits.sequence else {
            return nil
        }
        let repetition = numbers.count == 2 ? Int(numbers[1]) : 0
        guard numbers.count <= 2, let repetition, repetition >= 0 else { return nil }
        self.init(hour: hour, sequence: sequence, repetition: repetition)
        guard self.text == text else { return nil }
    }

    /// The name of the file.
    var text: String {
        let hour = hour.description.prefix(13).filter { $0 != "-" }
        let number = String(sequence)
        let zeros = String(repeating: "0", count: max(0, Self.digits - number.count))
        return "\(hour)Z-\(zeros)\(number)\(repetition > 0 ? "_\(repetition)" : "")\(Self.ending)"
    }

    static func < (left: Self, right: Self) -> Bool {
        (left.sequence, left.repetition) < (right.sequence, right.repetition)
    }

    private static func hour(_ text: Substring) -> Timestamp? {
        guard text.utf8.count == 12, text.hasSuffix("Z") else { return nil }
        let day = "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.dropFirst(6).prefix(2))"
        return Timestamp(parsing: "\(day)\(text.dropFirst(8).dropLast()):00:00Z")
    }
}
