/// A stretch of time in which XTracker counts an account's posts. Table `dim_tracking_window`.
public struct TrackingWindow: Record, Hashable {
    /// Window's identifier at XTracker.
    public var id: TrackingID
    /// Account whose posts are counted.
    public var accountID: AccountID
    /// Title as XTracker gives it; may carry blanks at its ends.
    public var title: String
    /// First moment that counts.
    public var start: Timestamp
    /// End as XTracker gives it; up to a minute off the market's.
    public var end: Timestamp
    /// Whether XTracker still counts.
    public var isActive: Bool
    /// When we first saw the window.
    public var createdAt: Timestamp
    /// When we last saw it change.
    public var updatedAt: Timestamp

    /// Makes a row.
    public init(
        id: TrackingID, accountID: AccountID, title: String, start: Timestamp, end: Timestamp,
        isActive: Bool, createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.accountID = accountID
        self.title = title
        self.start = start
        self.end = end
        self.isActive = isActive
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    public func encode(into row: inout RowEncoder) {
        row.append(id)
        row.append(accountID)
        row.append(title)
        row.append(start)
        row.append(end)
        row.append(isActive)
        row.append(createdAt)
        row.append(updatedAt)
    }
}

extension TrackingWindow {
    public static let table = TableSchema(
        name: "dim_tracking_window",
        summary: "A stretch of time in which XTracker counts an account's posts.",
        columns: [
            Column("tracking_id", .text, "Window's identifier at XTracker."),
            Column("account_id", .text, references: "dim_account", "Account whose posts are counted."),
            Column("title", .text, "Title as XTracker gives it; may carry blanks at its ends."),
            Column("start_date", .timestamp, "First moment that counts."),
            Column("end_date", .timestamp, "End as XTracker gives it; up to a minute off the market's."),
            Column("is_active", .boolean, default: .value(.boolean(true)), "Whether XTracker still counts."),
            Column("created_at", .timestamp, default: .now, "When we first saw the window."),
            Column("updated_at", .timestamp, default: .now, "When we last saw it change."),
        ],
        primaryKey: ["tracking_id", "account_id"],
        timeColumn: "updated_at",
        rule: .upsert(compared: ["title", "start_date", "end_date", "is_active"], carried: ["updated_at"]))
}
