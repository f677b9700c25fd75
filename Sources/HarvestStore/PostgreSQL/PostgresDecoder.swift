internal import CLibpq
internal import HarvestCore

/// Reads the server's binary forms, chosen by the type the server names rather than by our table, so that an
/// adopted table with a wider type reads as well.
///
/// NaN and the infinities, which our own tables never get but an adopted one may hold, are no numbers,
/// moments or days: they are read as NULL, so that one of them does not make a whole table unreadable.
enum PostgresDecoder {
    /// The value, or `nil` when its type is not one of ours or `ColumnValue` cannot hold it exactly.
    static func value(_ bytes: UnsafeRawBufferPointer, type: Oid) -> ColumnValue? {
        switch type {
        case PostgresType.text, PostgresType.varchar, PostgresType.name: .text(text(bytes))
        case PostgresType.boolean: .boolean(bytes.first == 1)
        case PostgresType.int8: .integer(integer(bytes, as: Int64.self))
        case PostgresType.int4: .integer(Int64(integer(bytes, as: Int32.self)))
        case PostgresType.int2: .integer(Int64(integer(bytes, as: Int16.self)))
        case PostgresType.oid: .integer(Int64(integer(bytes, as: UInt32.self)))
        case PostgresType.numeric: decimal(bytes)
        case PostgresType.timestamptz: timestamp(bytes)
        case PostgresType.date: date(bytes)
        case PostgresType.json: .json(text(bytes))
        case PostgresType.jsonb: .json(text(UnsafeRawBufferPointer(rebasing: bytes.dropFirst())))
        case PostgresType.uuid: .uuid(uuid(bytes))
        default: nil
        }
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    private static func integer<Number: FixedWidthInteger>(
        _ bytes: UnsafeRawBufferPointer, at offset: Int = 0, as type: Number.Type = Number.self
    ) -> Number {
        Number(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    /// `infinity` and `-infinity` are the ends of the range and no moments.
    private static func timestamp(_ bytes: UnsafeRawBufferPointer) -> ColumnValue {
        let sinceEpoch = integer(bytes, as: Int64.self)
        guard sinceEpoch != .max, sinceEpoch != .min else { return .null }
        return .timestamp(Timestamp(microseconds: sinceEpoch + PostgresType.epochMicroseconds))
    }

    private static func date(_ bytes: UnsafeRawBufferPointer) -> ColumnValue {
        let sinceEpoch = integer(bytes, as: Int32.self)
        guard sinceEpoch != .max, sinceEpoch != .min else { return .null }
        return .date(CivilDate(daysSince1970: Int(sinceEpoch) + PostgresType.epochDays))
    }

    /// NaN and the infinities have marks of their own where the sign is.
    private static func decimal(_ bytes: UnsafeRawBufferPointer) -> ColumnValue? {
        let sign = integer(bytes, at: 4, as: UInt16.self)
        guard ![0xC000, 0xD000, 0xF000].contains(sign) else { return .null }
        return millionths(bytes).map { .decimal(millionths: $0) }
    }

    /// Millionths; `nil` outside the range, and when a seventh decimal is not zero.
    private static func millionths(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        let count = Int(integer(bytes, at: 0, as: Int16.self))
        let weight = Int(integer(bytes, at: 2, as: Int16.self))
        let sign = integer(bytes, at: 4, as: UInt16.self)
        guard sign == 0 || sign == 0x4000 else { return nil }
        // Digits down to 10,000⁻² make hundred-millionths; wide arithmetic, because two decimals too many.
        var value: Int128 = 0
        for place in 0..<max(count, weight + 3) {
            let power = weight - place
            let digit = place < count ? Int128(integer(bytes, at: 8 + 2 * place, as: Int16.self)) : 0
            if power < -2, digit != 0 { return nil }
            if power >= -2 { value = value * 10_000 + digit }
            if value > Int128(Int64.max) * 100 { return nil }
        }
        guard value % 100 == 0 else { return nil }
        let magnitude = value / 100
        return Int64(exactly: sign == 0 ? magnitude : -magnitude)
    }

    private static func uuid(_ bytes: UnsafeRawBufferPointer) -> String {
        let digits = Array(Hexadecimal.text(of: bytes))
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return groups.map { String(digits[$0]) }.joined(separator: "-")
    }
}
