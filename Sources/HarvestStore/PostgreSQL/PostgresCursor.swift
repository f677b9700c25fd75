internal import HarvestCore

/// Reads one answer in pages of one moment, through a cursor on the server and a session of its own: memory
/// is bounded on both sides, and a slow reader never holds up a commit.
struct PostgresCursor {
    private let session: PostgresSession
    private let size: Int
    private let patience: PostgresPatience

    /// Prepares to read pages of at most `size` rows.
    init(_ session: PostgresSession, size: Int, patience: PostgresPatience) {
        self.session = session
        self.patience = patience
        self.size = max(size, 1)
    }

    /// Opens the cursor for a statement in a read-only transaction.
    func open(_ statement: SQLText) async throws {
        let patience = patience
        try await session.run { connection in
            if connection.isInTransaction { connection.rollBack() }
            try connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            // Whoever reads may take their time, but not for ever: an open transaction holds back cleaning
            // up.
            let limit = PostgresLimits.readerPause.milliseconds
            try connection.execute("SET LOCAL idle_in_transaction_session_timeout = \(limit)")
            // The session has no other use, so its patience stays.
            connection.patience = patience.page + patience.silence
            try connection.allowLongReading(patience.page)
            try connection.query(
                "DECLARE page NO SCROLL CURSOR FOR " + statement.text, statement.parameters)
        }
    }

    /// The next rows; empty after the last. Never tried twice, because a cursor dies with its connection.
    func next() async throws -> [Row] {
        let size = size
        return try await session.once { try $0.query("FETCH FORWARD \(size) FROM page").rows() }
    }
}
