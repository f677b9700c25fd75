internal import CLibpq
internal import Glibc
internal import HarvestCore

/// Statements: text out, rows or a count back.
extension PostgresConnection {
    /// Runs one statement with bound values, asking for binary results. Throws `PostgresFault`.
    @discardableResult
    func query(_ sql: String, _ values: [ColumnValue] = []) throws -> PostgresResult {
        try checkInterruption()
        var parameters = PostgresParameters()
        for value in values { parameters.append(value) }
        let sent = parameters.withPointers { types, bytes, lengths, formats in
            PQsendQueryParams(handle, sql, Int32(values.count), types, bytes, lengths, formats, 1)
        }
        guard sent == 1 else { throw lost() }
        return try lastResult()
    }

    /// Runs statements without values or results, several in one journey. Throws `PostgresFault`.
    func execute(_ sql: String) throws {
        try checkInterruption()
        guard PQsendQuery(handle, sql) == 1 else { throw lost() }
        _ = try lastResult()
    }

    /// Runs `body` in a transaction: COMMIT when it returns, ROLLBACK when it throws.
    func transaction<Result>(_ options: String = "", _ body: () throws -> Result) throws -> Result {
        try execute("BEGIN \(options)")
        do {
            let result = try body()
            try uninterrupted { try execute("COMMIT") }
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// Runs `body` in a read-only transaction whose statements may take hours.
    func longReading<Result>(_ body: () throws -> Result) throws -> Result {
        let held = patience
        patience = PostgresLimits.readingTimeout + PostgresLimits.silence
        defer { patience = held }
        return try transaction("READ ONLY") {
            try allowLongReading(PostgresLimits.readingTimeout)
            return try body()
        }
    }

    /// Gives the statements of the transaction that runs so long.
    func allowLongReading(_ limit: Duration) throws {
        try execute("SET LOCAL statement_timeout = \(limit.milliseconds)")
    }

    /// Gives statements the usual time from now on, where they had less. The server that ended one for its
    /// length is slow, not silent, and would end the same one for ever.
    func bearLongStatements() {
        let usual = PostgresPatience.usual
        guard statementTimeout < usual.statement, isUsable, !isInTransaction,
            // Without this the next one that is ended asks for it again.
            (try? execute("SET statement_timeout = \(usual.statement.milliseconds)")) != nil
        else { return }
        statementTimeout = usual.statement
        patience = usual.statement + usual.silence
    }

    /// Whether a transaction is open, be it whole or failed.
    var isInTransaction: Bool { PQtransactionStatus(handle) != PQTRANS_IDLE }

    /// Ends the transaction without its effects, as far as there still is one.
    func rollBack() {
        filledStagingTables = []
        guard isUsable else { return }
        // A failed ROLLBACK leaves a broken connection, which undoes the transaction on the server as well;
        // the error that led here says more.
        uninterrupted { try? execute("ROLLBACK") }
    }

    /// Sets up the session: names in messages, the forms of values, durability and bounds.
    func setUp() throws {
        let limits = PostgresLimits.self
        guard serverVersion >= limits.oldestServer else {
            throw StoreError.unsupported(label, cause: "the server is older than PostgreSQL 13")
        }
        do {
            try execute(
                """
                SET TIME ZONE 'UTC'; SET datestyle = 'ISO, YMD'; SET client_min_messages = warning;
                SET standard_conforming_strings = on;
                SET statement_timeout = \(statementTimeout.milliseconds);
                SET lock_timeout = \(limits.lockTimeout.milliseconds);
                \(durability.postgresStatement)
                """)
        } catch let fault as PostgresFault {
            throw fault.storeError(label)
        }
    }

    /// Waits for the statement's results; answers the last one, or throws the first fault.
    func lastResult() throws -> PostgresResult {
        var last: PostgresResult?
        var fault: PostgresFault?
        while let result = try nextResult() {
            if fault == nil { fault = result.fault(cleaning: clean) }
            last = result
            if result.isCopy { break }
        }
        if let fault { throw interpreted(fault) }
        guard let last else { throw lost() }
        return last
    }

    /// A cancelled statement is no fault when the operation was to stop.
    private func interpreted(_ fault: PostgresFault) -> any Error {
        if !isUsable, PQstatus(handle) == CONNECTION_OK { return CancellationError() }
        var fault = fault
        fault.isConnectionLost = PQstatus(handle) != CONNECTION_OK
        return fault
    }

    private func nextResult() throws -> PostgresResult? {
        try flush()
        while PQisBusy(handle) == 1 {
            let ready = try wait(for: POLLIN, atMost: patience)
            if ready != 0, PQconsumeInput(handle) == 0 { throw lost() }
        }
        return PQgetResult(handle).map(PostgresResult.init)
    }

    /// Sends what libpq has queued. Reads on the way, because a server that cannot send stops reading.
    func flush() throws {
        while true {
            switch PQflush(handle) {
            case 0: return
            case 1: break
            default: throw lost()
            }
            let ready = try wait(for: POLLIN | POLLOUT, atMost: patience)
            if ready & POLLIN != 0, PQconsumeInput(handle) == 0 { throw lost() }
        }
    }
}
