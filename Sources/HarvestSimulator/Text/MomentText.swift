internal import HarvestCore

/// Moments as text, written digit by digit: a page of events holds twenty thousand of them.
struct MomentText {
    /// What stands between day and time.
    var separator = UInt8(ascii: "T")
    /// Fraction digits; `nil` for as many as it takes, none for whole seconds.
    var fractionDigits: Int? = 0
    var suffix: StaticString = "Z"

    /// `2026-04-10T16:00:00Z`, with whatever fraction is wanted.
    func text(_ moment: Timestamp) -> String {
        let (year, month, day) = moment.day.calendar
        let rest = Int(moment.microseconds - moment.day.start.microseconds)
        let seconds = rest / 1_000_000
        return String(unsafeUninitializedCapacity: 40) { buffer in
            var end = 0
            func put(_ byte: UInt8) {
                buffer[end] = byte
                end += 1
            }
            func put(_ number: Int, _ width: Int) {
                var number = number
                for place in (0..<width).reversed() {
                    buffer[end + place] = UInt8(0x30 + number % 10)
                    number /= 10
                }
                end += width
            }
            put(year, 4)
            put(UInt8(ascii: "-"))
            put(month, 2)
            put(UInt8(ascii: "-"))
            put(day, 2)
            put(separator)
            put(seconds / 3_600, 2)
            put(UInt8(ascii: ":"))
            put(seconds / 60 % 60, 2)
            put(UInt8(ascii: ":"))
            put(seconds % 60, 2)
            let digits = fractionDigits ?? Self.digits(rest % 1_000_000)
            if digits > 0 {
                put(UInt8(ascii: "."))
                put(rest % 1_000_000 / Self.powers[6 - digits], digits)
            }
            suffix.withUTF8Buffer { for byte in $0 { put(byte) } }
            return end
        }
    }

    private static let powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

    /// How many digits a fraction in microseconds takes without trailing zeros.
    private static func digits(_ microseconds: Int) -> Int {
        guard microseconds != 0 else { return 0 }
        var (digits, rest) = (6, microseconds)
        while rest % 10 == 0 { (digits, rest) = (digits - 1, rest / 10) }
        return digits
    }
}
