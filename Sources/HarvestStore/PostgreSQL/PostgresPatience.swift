internal import HarvestCore

/// How long a session bears a server that does not answer, and how often it comes back to one that left.
struct PostgresPatience {
    /// Longest run of one statement, set on the server.
    var statement: Duration
    /// The same for each page of an answer in pages.
    var page: Duration
    /// Longest silence of the server beyond the statement's own time before the connection is given up.
    var silence: Duration
    /// Longest wait for the lock of the service.
    var lease = PostgresLimits.leaseTimeout
    /// Waits before an operation is tried again after a lost connection or a conflict; as many tries more.
    var retryDelays: [Duration]
    /// Waits between two questions what became of a COMMIT, before `commitUnknown` is thrown.
    var doubtDelays: [Duration]

    /// For whoever has nothing else to do than to wait.
    static let usual = PostgresPatience(
        statement: PostgresLimits.statementTimeout, page: PostgresLimits.readingTimeout,
        silence: PostgresLimits.silence, retryDelays: PostgresLimits.retryDelays,
        doubtDelays: PostgresLimits.doubtDelays)

    /// Where a journal bridges the time: jobs stand still until the server's absence is noticed. A server
    /// that says nothing cannot be told from one that works, so a statement has less time, too; a session
    /// whose statement was ended for that gets the usual time.
    static let bridged = PostgresPatience(
        statement: PostgresLimits.bridgedStatementTimeout, page: PostgresLimits.bridgedStatementTimeout,
        silence: PostgresLimits.bridgedSilence, retryDelays: Array(PostgresLimits.retryDelays.prefix(1)),
        doubtDelays: Array(PostgresLimits.doubtDelays.prefix(PostgresLimits.briefDoubts)))

    /// The same with the usual time of a statement for each page, where it had less.
    var bearingLongPages: PostgresPatience {
        var patience = self
        patience.page = max(page, Self.usual.statement)
        patience.silence = max(silence, Self.usual.silence)
        return patience
    }
}
