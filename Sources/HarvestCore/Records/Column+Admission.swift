/// What a column takes: one rule for all stores, checked before any of them sees the value.
extension Column {
    /// Why the column cannot hold the value, whatever else is stored; `nil` when it can.
    package func refusal(of value: ColumnValue) -> Refusal? {
        switch (value, type) {
        case (.null, _): isNullable ? nil : .missing(name)
        case (.text(let text), .text): Self.holdsZero(text) ? .zeroCharacter(name) : nil
        case (.json(let text), .json): StoredJSON.isDocument(text) ? nil : .malformed(name)
        case (.uuid(let text), .uuid): Self.isUUID(text) ? nil : .malformed(name)
        case (.integer(let number), .integer): Int32(exactly: number) == nil ? .outOfRange(name) : nil
        case (.decimal(let millionths), .decimal(let precision, let scale)):
            Self.holds(millionths, precision: precision, scale: scale) ? nil : .outOfRange(name)
        case (.timestamp(let moment), .timestamp):
            Timestamp.storable.contains(moment) ? nil : .outOfRange(name)
        case (.date(let day), .date): CivilDate.storable.contains(day) ? nil : .outOfRange(name)
        default: value.fits(type) ? nil : .wrongType(name)
        }
    }

    /// The value as the column keeps it: a decimal is rounded half away from zero to the column's scale, as
    /// PostgreSQL's `numeric` does; everything else stays as it is.
    package func kept(_ value: ColumnValue) -> ColumnValue {
        guard case .decimal(let millionths) = value, case .decimal(_, let scale) = type, scale < 6 else {
            return value
        }
        return .decimal(millionths: Self.rounded(millionths, scale: scale))
    }

    /// Rounds half away from zero to `scale` decimals, in millionths.
    private static func rounded(_ millionths: Int64, scale: Int) -> Int64 {
        let unit = powers[6 - scale]
        let (quotient, remainder) = millionths.quotientAndRemainder(dividingBy: unit)
        guard remainder.magnitude * 2 >= unit.magnitude else { return quotient * unit }
        return (quotient + remainder.signum()) &* unit
    }

    private static func holds(_ millionths: Int64, precision: Int, scale: Int) -> Bool {
        let wholeDigits = precision - scale
        guard wholeDigits + 6 < powers.count else { return true }
        let value = scale < 6 ? rounded(millionths, scale: scale) : millionths
        return value.magnitude < powers[wholeDigits + 6].magnitude
    }

    /// Powers of ten that fit 64 bits.
    private static let powers: [Int64] = (0...18).map { exponent in
        (0..<exponent).reduce(1) { product, _ in product * 10 }
    }

    /// Asked of every text of every row, so it looks at the bytes in place where it can.
    private static func holdsZero(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { $0.contains(0) } ?? text.utf8.contains(0)
    }

    private static func isUUID(_ text: String) -> Bool {
        text.utf8.count == 36
            && text.utf8.enumerated().allSatisfy { index, byte in
                switch index {
                case 8, 13, 18, 23: byte == UInt8(ascii: "-")
                default: (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
                }
            }
    }
}

extension Timestamp {
    /// The years 1 to 9999, which is what RFC 3339 and both databases can write.
    package static let storable =
        CivilDate.storable.lowerBound.start...Timestamp(microseconds: 253_402_300_799_999_999)
}

extension CivilDate {
    /// The years 1 to 9999.
    package static let storable = CivilDate(daysSince1970: -719_162)...CivilDate(daysSince1970: 2_932_896)
}
