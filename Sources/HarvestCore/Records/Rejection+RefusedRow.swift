extension Rejection {
    /// The row of `ops_rejected` for a row that a store did not take: its bytes are the row as a JSON object.
    package init(
        refusedRow values: ArraySlice<ColumnValue>, of table: TableSchema, because refusal: Refusal,
        at now: Timestamp
    ) {
        let payload = Self.payload(of: values, columns: table.writtenColumns)
        let endpoint = Endpoint(source: "store", name: table.name)
        self.init(
            id: Self.identity(of: payload[...], code: refusal.code, endpoint: endpoint),
            source: endpoint.source, endpoint: endpoint.name, code: refusal.code, message: refusal.message,
            byteOffset: nil, excerpt: Self.excerpt(of: payload),
            payloadSHA256: Hexadecimal.text(of: SHA256.digest(of: payload)), payloadByteCount: payload.count,
            firstSeen: now, lastSeen: now, occurrences: 1)
    }

    private static func payload(of values: ArraySlice<ColumnValue>, columns: [Column]) -> [UInt8] {
        var payload: [UInt8] = []
        for (column, value) in zip(columns, values) {
            payload.append(UInt8(ascii: payload.isEmpty ? "{" : ","))
            ColumnValue.appendJSON(column.name, to: &payload)
            payload.append(UInt8(ascii: ":"))
            value.appendJSON(to: &payload)
        }
        return payload + [UInt8(ascii: "}")]
    }

    /// The first bytes as text, cut between two characters. Escaping has removed every U+0000.
    private static func excerpt(of payload: [UInt8]) -> String {
        var end = min(payload.count, excerptLength)
        while end < payload.count, end > 0, payload[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: payload[..<end], as: UTF8.self)
    }
}
