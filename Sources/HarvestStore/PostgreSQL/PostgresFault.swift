/// What the server or libpq said about one failed call, still in PostgreSQL's words.
///
/// It stays inside this folder: the commit looks at `sqlState` to blame single rows, and whatever leaves the
/// store is a `StoreError`. Its texts are scrubbed of secrets when it is made.
struct PostgresFault: Error, Hashable {
    /// The five characters of SQLSTATE; `nil` when the trouble is on our side of the wire.
    var sqlState: String?
    /// The main message, in one line.
    var message: String
    /// Name of the constraint, for violations.
    var constraint: String?
    /// Name of the column, for missing values.
    var column: String?
    /// Whether the connection is gone.
    var isConnectionLost = false

    /// The first two characters of SQLSTATE.
    var stateClass: String { String((sqlState ?? "").prefix(2)) }

    /// Whether a single row can be the reason: bad data, a broken constraint, a value that is too large for
    /// an index or a type, or what a trigger or check says.
    var isAboutRows: Bool { ["22", "23", "54"].contains(stateClass) || sqlState == "P0001" }

    /// Whether a row found no partition. A broken check has the same SQLSTATE and names its constraint.
    var isMissingPartition: Bool { sqlState == "23514" && constraint == nil }

    /// Whether the server ended the statement, for its length or because somebody wished it.
    var isStatementEnded: Bool { sqlState == "57014" }

    /// Whether the same transaction will work when it is sent again.
    var isConflict: Bool { stateClass == "40" }
}
