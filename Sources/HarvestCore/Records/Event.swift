/// A question with one or more markets. Table `dim_event`.
public struct Event: Record, Hashable {
    /// Event's number at Gamma.
    public var id: EventID
    /// Name in addresses.
    public var slug: String?
    /// Short name.
    public var ticker: String?
    /// Title.
    public var title: String?
    /// Category: Gamma's, or else the label of the first tag.
    public var category: String?
    /// Whether it was ever activated.
    public var isActive: Bool
    /// Whether it has ended.
    public var isClosed: Bool
    /// Whether it was put away.
    public var isArchived: Bool
    /// Creation or activation, not the window of a count.
    public var start: Timestamp?
    /// Nominal deadline.
    public var end: Timestamp?
    /// When the bytes of the last change reached our socket.
    public var capturedAt: Timestamp

    /// Makes a row.
    public init(
        id: EventID, slug: String?, ticker: String?, title: String?, category: String?, isActive: Bool,
        isClosed: Bool, isArchived: Bool, start: Timestamp?, end: Timestamp?, capturedAt: Timestamp
    ) {
        self.id = id
        self.slug = slug
        self.ticker = ticker
        self.title = title
        self.category = category
        self.isActive = isActive
        self.isClosed = isClosed
        self.isArchived = isArchived
        self.start = start
        self.end = end
        self.capturedAt = capturedAt
    }

    public func encode(into row: inout RowEncoder) {
        row.append(id)
        row.append(slug)
        row.append(ticker)
        row.append(title)
        row.append(category)
        row.append(isActive)
        row.append(isClosed)
        row.append(isArchived)
        row.append(start)
        row.append(end)
        row.append(capturedAt)
    }
}

extension Event {
    public static let table = TableSchema(
        name: "dim_event", summary: "A question with one or more markets.",
        columns: [
            Column("event_id", .text, "Event's number at Gamma."),
            .optional("event_slug", .text, "Name in addresses."),
            .optional("event_ticker", .text, "Short name."),
            .optional("title", .text, "Title."),
            .optional("category", .text, "Category: Gamma's, or else the label of the first tag."),
            Column("active", .boolean, default: .value(.boolean(false)), "Whether it was ever activated."),
            Column("closed", .boolean, default: .value(.boolean(false)), "Whether it has ended."),
            Column("archived", .boolean, default: .value(.boolean(false)), "Whether it was put away."),
            .optional("start_date", .timestamp, "Creation or activation, not the window of a count."),
            .optional("end_date", .timestamp, "Nominal deadline."),
            Column(
                "captured_at", .timestamp, default: .now,
                "When the bytes of the last change reached our socket."),
        ],
        primaryKey: ["event_id"],
        timeColumn: "captured_at",
        rule: .upsert(
            compared: [
                "event_slug", "event_ticker", "title", "category", "active", "closed", "archived",
                "start_date", "end_date",
            ], carried: ["captured_at"]))
}
