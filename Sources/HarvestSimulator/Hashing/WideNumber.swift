/// A number of 256 bits with its decimal text, the form of outcome tokens on the wire.
struct WideNumber: Hashable, Sendable {
    /// Four words, most significant first.
    let words: [UInt64]

    init(words: [UInt64]) { self.words = words }

    /// Reads decimal text; `nil` for anything but digits and for more than 256 bits.
    init?(_ text: some StringProtocol) {
        guard !text.isEmpty, text.utf8.count <= 78 else { return nil }
        var words: [UInt64] = [0, 0, 0, 0]
        for digit in text.utf8 {
            guard digit &- 0x30 <= 9 else { return nil }
            var carry = UInt64(digit &- 0x30)
            for index in (0..<4).reversed() {
                let (high, low) = words[index].multipliedFullWidth(by: 10)
                let (sum, overflowed) = low.addingReportingOverflow(carry)
                words[index] = sum
                carry = high + (overflowed ? 1 : 0)
            }
            guard carry == 0 else { return nil }
        }
        self.words = words
    }

    /// Decimal text without leading zeros.
    var decimal: String {
        var rest = words
        var groups: [UInt64] = []
        while rest.contains(where: { $0 != 0 }) {
            var remainder: UInt64 = 0
            for index in 0..<4 {
                (rest[index], remainder) = Self.group.dividingFullWidth((remainder, rest[index]))
            }
            groups.append(remainder)
        }
        guard let first = groups.last else { return "0" }
        return groups.dropLast().reversed().reduce(String(first)) { text, group in
            let digits = String(group)
            return text + String(repeating: "0", count: 18 - digits.count) + digits
        }
    }

    /// The largest power of ten that leaves room for a remainder in one word.
    private static let group: UInt64 = 1_000_000_000_000_000_000
}
