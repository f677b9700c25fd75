/// A payload or element that could not be used, and why. Table `ops_rejected`.
public struct Rejection: Record, Hashable {
    /// SHA-256 over source, endpoint, code and bytes, in hexadecimal: the same reject is one row.
    public var id: String
    /// Upstream service, or `store` for rows that keys did not admit.
    public var source: String
    /// Endpoint, or table for refused rows.
    public var endpoint: String
    /// Error code.
    public var code: String
    /// What was wrong.
    public var message: String
    /// Where in the payload, in bytes from its start.
    public var byteOffset: Int?
    /// The first 4 KiB of the element, invalid UTF-8 replaced.
    public var excerpt: String
    /// SHA-256 of the element's bytes.
    public var payloadSHA256: String
    /// Length of the element in bytes.
    public var payloadByteCount: Int
    /// First time.
    public var firstSeen: Timestamp
    /// Last time.
    public var lastSeen: Timestamp
    /// How often.
    public var occurrences: Int

    /// Makes a row.
    public init(
        id: String, source: String, endpoint: String, code: String, message: String, byteOffset: Int?,
        excerpt: String, payloadSHA256: String, payloadByteCount: Int, firstSeen: Timestamp,
        lastSeen: Timestamp, occurrences: Int
    ) {
        self.id = id
        self.source = source
        self.endpoint = endpoint
        self.code = code
        self.message = message
        self.byteOffset = byteOffset
        self.excerpt = excerpt
        self.payloadSHA256 = payloadSHA256
        self.payloadByteCount = payloadByteCount
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.occurrences = occurrences
    }

    public func encode(into row: inout RowEncoder) {
        row.append(id)
        row.append(source)
        row.append(endpoint)
        row.append(code)
        row.append(message)
        row.append(byteOffset)
        row.append(excerpt)
        row.append(payloadSHA256)
        row.append(payloadByteCount)
        row.append(firstSeen)
        row.append(lastSeen)
        row.append(occurrences)
    }
}

extension Rejection {
    public static let table = TableSchema(
        name: "ops_rejected", summary: "A payload or element that could not be used, and why.",
        columns: [
            Column(
                "rejection_id", .text,
                "SHA-256 over source, endpoint, code and bytes, in hexadecimal: the same reject is one row."),
            Column("source", .text, "Upstream service, or `store` for rows that keys did not admit."),
            Column("endpoint", .text, "Endpoint, or table for refused rows."),
            Column("code", .text, "Error code."),
            Column("message", .text, "What was wrong."),
            .optional("byte_offset", .bigint, "Where in the payload, in bytes from its start."),
            Column("excerpt", .text, "The first 4 KiB of the element, invalid UTF-8 replaced."),
            Column("payload_sha256", .text, "SHA-256 of the element's bytes."),
            Column("payload_bytes", .integer, "Length of the element in bytes."),
            Column("first_seen", .timestamp, "First time."),
            Column("last_seen", .timestamp, "Last time."),
            Column("occurrences", .bigint, "How often."),
        ],
        primaryKey: ["rejection_id"],
        indexes: [TableSchema.Index(["-last_seen"])],
        timeColumn: "last_seen",
        rule: .upsert(
            compared: [], carried: ["last_seen"], accumulated: ["occurrences"], earliest: ["first_seen"]))
}
