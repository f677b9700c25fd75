/// A field that appeared or vanished at an endpoint. Table `ops_drift`.
public struct FieldDrift: Record, Hashable {
    /// Upstream service.
    public var source: String
    /// Endpoint.
    public var endpoint: String
    /// Path of the key, such as `market.newKey`.
    public var field: String
    /// `unknown` or `missing`.
    public var kind: DriftKind
    /// The value first seen, up to 200 characters.
    public var sample: String?
    /// First time.
    public var firstSeen: Timestamp
    /// Last time.
    public var lastSeen: Timestamp
    /// How often.
    public var occurrences: Int

    /// Makes a row.
    public init(
        source: String, endpoint: String, field: String, kind: DriftKind, sample: String?,
        firstSeen: Timestamp, lastSeen: Timestamp, occurrences: Int
    ) {
        self.source = source
        self.endpoint = endpoint
        self.field = field
        self.kind = kind
        self.sample = sample
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.occurrences = occurrences
    }

    public func encode(into row: inout RowEncoder) {
        row.append(source)
        row.append(endpoint)
        row.append(field)
        row.append(kind.rawValue)
        row.append(sample)
        row.append(firstSeen)
        row.append(lastSeen)
        row.append(occurrences)
    }
}

extension FieldDrift {
    public static let table = TableSchema(
        name: "ops_drift", summary: "A field that appeared or vanished at an endpoint.",
        columns: [
            Column("source", .text, "Upstream service."),
            Column("endpoint", .text, "Endpoint."),
            Column("field", .text, "Path of the key, such as `market.newKey`."),
            Column("kind", .text, "`unknown` or `missing`."),
            .optional("sample", .text, "The value first seen, up to 200 characters."),
            Column("first_seen", .timestamp, "First time."),
            Column("last_seen", .timestamp, "Last time."),
            Column("occurrences", .bigint, "How often."),
        ],
        primaryKey: ["source", "endpoint", "field", "kind"],
        timeColumn: "last_seen",
        rule: .upsert(
            compared: [], carried: ["last_seen"], accumulated: ["occurrences"], earliest: ["first_seen"]))
}
