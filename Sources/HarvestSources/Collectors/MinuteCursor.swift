internal import HarvestCore

/// How far a job that sums up by the minute has come: the minute from which on it is not done yet. Key of the
/// cursor is the job's name.
struct MinuteCursor: Hashable, Sendable {
    /// Start of that minute.
    let minute: Timestamp

    /// The stored cursor; `nil` before the first run, and for a cursor of another program that cannot be
    /// read.
    static func stored(of job: JobName, in store: any RowSource) async throws -> MinuteCursor? {
        let rows = try await store.rows(
            Query(
                Cursor.table, columns: ["cursor_value"],
                where: [.equal("cursor_key", .text(job.rawValue))]))
        return rows.first?.text("cursor_value").flatMap { Timestamp(parsing: $0) }.map {
            MinuteCursor(minute: $0)
        }
    }

    /// The row of the cursor.
    func row(of job: JobName, updatedAt: Timestamp) -> Cursor {
        Cursor(key: job.rawValue, value: minute.description, meta: "{}", updatedAt: updatedAt)
    }
}
