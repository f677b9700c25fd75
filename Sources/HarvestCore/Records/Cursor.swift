/// How far a collector has read; opaque to the engine. Table `ops_cursor`.
public struct Cursor: Record, Hashable {
    /// Collector and subject, such as `post_sync:elonmusk`.
    public var key: String
    /// Position in the collector's own words.
    public var value: String
    /// What belongs to the position, such as a payload's hash.
    public var meta: String
    /// When it last moved.
    public var updatedAt: Timestamp

    /// Makes a row.
    public init(
        key: String, value: String, meta: String, updatedAt: Timestamp
    ) {
        self.key = key
        self.value = value
        self.meta = meta
        self.updatedAt = updatedAt
    }

    public func encode(into row: inout RowEncoder) {
        row.append(key)
        row.append(value)
        row.append(json: meta)
        row.append(updatedAt)
    }
}

extension Cursor {
    public static let table = TableSchema(
        name: "ops_cursor", summary: "How far a collector has read; opaque to the engine.",
        columns: [
            Column("cursor_key", .text, "Collector and subject, such as `post_sync:elonmusk`."),
            Column("cursor_value", .text, "Position in the collector's own words."),
            Column(
                "meta", .json, default: .value(.json("{}")),
                "What belongs to the position, such as a payload's hash."),
            Column("updated_at", .timestamp, default: .now, "When it last moved."),
        ],
        primaryKey: ["cursor_key"],
        timeColumn: "updated_at",
        rule: .upsert(compared: ["cursor_value", "meta"], carried: ["updated_at"]))
}
