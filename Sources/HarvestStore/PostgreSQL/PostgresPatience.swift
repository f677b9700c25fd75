internal import HarvestCore

/// How long a session bears a server that does not answer, and how often it comes back to one that left.
struct PostgresPatience {
    /// Longest run of one statement, set on the server.
    let statement: Duration
    /// Longest silence of the server beyond the statement's own time before the connection is given up.
    let silence: Duration
    /// Waits before an operation is tried again after a lost connection or a conflict; as many tries more.
    let retryDelays: [Duration]

    /// For whoever has nothing else to do than to wait.
    static let usual = PostgresPatience(
        statement: PostgresLimits.statementTimeout, silence: PostgresLimits.silence,
        retryDelays: PostgresLimits.retryDelays)

    /// Where a journal bridges the time: jobs stand still until the server's absence is noticed.
    static let bridged = PostgresPatience(
        statement: PostgresLimits.bridgedStatementTimeout, silence: PostgresLimits.bridgedSilence,
        retryDelays: Array(PostgresLimits.retryDelays.prefix(1)))
}
