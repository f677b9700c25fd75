/// Fixed-width decimal digits for dates and times.
enum Digits {
    /// `number` with leading zeros up to `width`.
    static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number.magnitude)
        let zeros = String(repeating: "0", count: max(0, width - digits.count))
        return (number < 0 ? "-" : "") + zeros + digits
    }
}
