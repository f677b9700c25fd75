/// Decimal text to millionths and back, without binary floating point.
///
/// Accepts what JSON numbers and the venue's numeric strings hold: an optional minus, digits, an optional
/// fraction, an optional exponent. It does not accept "NaN", "Infinity", a leading plus or blanks.
package enum DecimalText {
    /// The fraction digits kept; six covers every recorded price, size and amount.
    package static let scale = 6

    /// Longest text looked at, in bytes, so that hostile input costs nothing.
    package static let maximumLength = 400

    /// The value in millionths, and whether no digit was rounded away; `nil` for anything else.
    package static func millionths(of text: some Collection<UInt8>) -> (millionths: Int64, isExact: Bool)? {
        guard !text.isEmpty, text.count <= maximumLength else { return nil }
        var scanner = DecimalScanner(bytes: Array(text))
        return scanner.scan()
    }

    /// Exact shortest decimal text for a count of millionths.
    package static func text(millionths: Int64) -> String {
        let (whole, fraction) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        let sign = millionths < 0 ? "-" : ""
        guard fraction != 0 else { return sign + String(whole) }
        var digits = String(fraction)
        digits = String(repeating: "0", count: scale - digits.count) + digits
        while digits.last == "0" { digits.removeLast() }
        return sign + String(whole) + "." + digits
    }
}
