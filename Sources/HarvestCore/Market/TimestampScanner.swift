/// One pass over date text: day, clock, fraction, offset.
struct TimestampScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func scan() -> Timestamp? {
        guard bytes.count <= 40, let day = takeDay() else { return nil }
        if position == bytes.count { return day.start }
        guard take("T") || take(" ") || take("t"), let clock = takeClock() else { return nil }
        let fraction = take(".") ? takeFraction() : 0
        guard let fraction, let offset = takeOffset(), position == bytes.count else { return nil }
        return Timestamp(microseconds: day.start.microseconds + (clock - offset) * 1_000_000 + fraction)
    }

    private mutating func takeDay() -> CivilDate? {
        guard let year = number(digits: 4), take("-"), let month = number(digits: 2), take("-"),
            let day = number(digits: 2)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// Seconds since midnight; a leap second counts as the second after it.
    private mutating func takeClock() -> Int64? {
        guard let hour = number(digits: 2), take(":"), let minute = number(digits: 2), take(":"),
            let second = number(digits: 2), hour < 24, minute < 60, second <= 60
        else { return nil }
        return Int64(hour * 3_600 + minute * 60 + second)
    }

    private mutating func takeFraction() -> Int64? {
        let start = position
        var value: Int64 = 0
        var unit: Int64 = 100_000
        while position < bytes.count, bytes[position] &- 0x30 <= 9 {
            value += Int64(bytes[position] &- 0x30) * unit
            unit /= 10
            position += 1
        }
        return position > start ? value : nil
    }

    /// Offset east of UTC in seconds. Text without one is not a moment, so it is refused.
    private mutating func takeOffset() -> Int64? {
        if take("Z") || take("z") { return 0 }
        let sign: Int64
        if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
        guard let hours = number(digits: 2), hours <= 18 else { return nil }
        if position == bytes.count { return sign * Int64(hours) * 3_600 }
        _ = take(":")
        guard let minutes = number(digits: 2), minutes < 60 else { return nil }
        return sign * Int64(hours * 3_600 + minutes * 60)
    }

    private mutating func take(_ wanted: Character) -> Bool {
        guard position < bytes.count, bytes[position] == wanted.asciiValue else { return false }
        position += 1
        return true
    }

    private mutating func number(digits count: Int) -> Int? {
        guard position + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + count] {
            guard byte &- 0x30 <= 9 else { return nil }
            value = value * 10 + Int(byte &- 0x30)
        }
        position += count
        return value
    }
}
