internal import CLibpq
internal import HarvestCore

/// Values bound to a statement, in the four arrays libpq takes.
///
/// Types are named with the values, so that `$1` means the same in every statement. A missing value has no
/// type of its own and takes the one the statement implies.
struct PostgresParameters {
    private var types: [Oid] = []
    private var values: [[UInt8]?] = []

    /// Adds a value.
    mutating func append(_ value: ColumnValue) {
        var encoder = PostgresEncoder()
        encoder.append(value, as: .bigint)
        types.append(Self.type(of: value))
        values.append(value == .null ? nil : encoder.bytes)
    }

    /// Calls `body` with types, values, lengths and formats (all binary), valid during the call.
    func withPointers<Result>(
        _ body: ([Oid], [UnsafePointer<CChar>?], [Int32], [Int32]) -> Result
    ) -> Result {
        let all = values.compactMap(\.self).joined() + [0]
        let lengths = values.map { Int32($0?.count ?? 0) }
        let formats = [Int32](repeating: 1, count: values.count)
        return all.withUnsafeBytes { bytes in
            let start = bytes.bindMemory(to: CChar.self).baseAddress
            var offset = 0
            let pointers = values.map { value -> UnsafePointer<CChar>? in
                defer { offset += value?.count ?? 0 }
                return value == nil ? nil : start.map { $0 + offset }
            }
            return body(types, pointers, lengths, formats)
        }
    }

    private static func type(of value: ColumnValue) -> Oid {
        switch value {
        case .null: 0
        case .text: PostgresType.text
        case .boolean: PostgresType.boolean
        case .integer: PostgresType.int8
        case .decimal: PostgresType.numeric
        case .timestamp: PostgresType.timestamptz
        case .date: PostgresType.date
        case .json: PostgresType.jsonb
        case .uuid: PostgresType.uuid
        }
    }
}
