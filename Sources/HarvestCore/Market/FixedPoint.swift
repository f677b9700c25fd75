/// A decimal kept as a whole number of millionths.
///
/// Every price, size and amount the venue shows fits six decimals, and integers add, compare and round
/// the same on every machine. Binary floating point is never on the way from wire text to column.
///
/// Range: ±9,223,372,036,854.775807. Text outside it, or with a seventh significant decimal where
/// exactness is asked for, is refused rather than bent.
public protocol FixedPoint: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The value times 1,000,000.
    var millionths: Int64 { get }

    /// Makes a value from its count of millionths.
    init(millionths: Int64)
}

extension FixedPoint {
    /// Zero.
    public static var zero: Self { Self(millionths: 0) }

    /// Reads decimal text; `nil` when it is no number, out of range, or has more than six decimals.
    public init?(exactly text: some StringProtocol) {
        guard let parsed = DecimalText.millionths(of: text.utf8), parsed.isExact else { return nil }
        self.init(millionths: parsed.millionths)
    }

    /// Reads decimal text and rounds half away from zero to six decimals, as PostgreSQL's `numeric` does.
    public init?(rounding text: some StringProtocol) {
        guard let parsed = DecimalText.millionths(of: text.utf8) else { return nil }
        self.init(millionths: parsed.millionths)
    }

    /// Shortest exact decimal text: no exponent, no trailing zeros, no bare point.
    public var description: String { DecimalText.text(millionths: millionths) }

    public static func < (left: Self, right: Self) -> Bool { left.millionths < right.millionths }
}
