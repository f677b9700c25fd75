extension Rejection {
    /// Longest excerpt, in bytes.
    package static let maximumExcerpt = 4_096

    /// The row of `ops_rejected` for a row that a store did not take: its bytes are the row as a JSON object.
    package init(refusedRow values: ArraySlice<ColumnValue>, of table: TableSchema, because refusal: Refusal, at now: Timestamp) {
        var payload: [UInt8] = []
        for (column, value) in zip(table.writtenColumns, values) {
            payload.append(UInt8(ascii: payload.isEmpty ? "{" : ","))
            ColumnValue.appendJSON(column.name, to: &payload)
            payload.append(UInt8(ascii: ":"))
            value.appendJSON(to: &payload)
        }
        payload.append(UInt8(ascii: "}"))
        let identity = ["store", table.name, refusal.code].flatMap { Array($0.utf8) + [0] } + payload
        self.init(
            id: SHA256.hexadecimal(of: identity), source: "store", endpoint: table.name, code: refusal.code,
            message: refusal.message, byteOffset: nil, excerpt: Self.excerpt(of: payload),
            payloadSHA256: SHA256.hexadecimal(of: payload), payloadByteCount: payload.count, firstSeen: now,
            lastSeen: now, occurrences: 1)
    }

    /// The first bytes as text that ends between two characters and holds no U+0000.
    private static func excerpt(of payload: [UInt8]) -> String {
        var end = min(payload.count, maximumExcerpt)
        while end < payload.count, end > 0, payload[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: payload[..<end], as: UTF8.self)
    }
}
