internal import HarvestCore

/// A counting window as the store holds it.
struct StoredWindow: Sendable {
    let id: TrackingID
    let accountID: AccountID
    let start: Timestamp
    let end: Timestamp

    /// Reads a row of `dim_tracking_window`; `nil` when a column is missing.
    init?(_ row: Row) {
        guard let id: TrackingID = row.identifier("tracking_id"),
            let accountID: AccountID = row.identifier("account_id"), let start = row.timestamp("start_date"),
            let end = row.timestamp("end_date")
        else { return nil }
        self.id = id
        self.accountID = accountID
        self.start = start
        self.end = end
    }
}
