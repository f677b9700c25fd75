internal import HarvestCore

/// The right to be the one service that writes a database: an advisory lock that lasts as long as the session
/// that took it.
///
/// After a broken connection the server may keep the old session, and with it the lock, for a while. It
/// remembers that session and ends it, so that a service is never kept out by itself.
struct PostgresLease {
    private struct Session {
        let process: Int64
        let began: String
    }

    /// Longest wait for the lock.
    private let wait: Duration
    /// The session that had the lock last.
    private var last: Session?

    /// Prepares to take the lock.
    init(wait: Duration) { self.wait = wait }

    /// Takes the lock on a fresh connection. Throws `leaseTaken` when another session keeps it.
    mutating func take(on connection: PostgresConnection) throws {
        do {
            try noticeDeath(on: connection)
            if try !isFree(on: connection) {
                try endLast(on: connection)
                try wait(on: connection)
            }
            last = try session(of: connection)
        } catch let fault as PostgresFault {
            throw fault.storeError(connection.label)
        }
    }

    /// Has the server look whether we are still there, when it hears nothing of us.
    private func noticeDeath(on connection: PostgresConnection) throws {
        let silence = PostgresLimits.leaseSilence
        let probe = PostgresLimits.leaseProbe
        try connection.execute(
            """
            SET tcp_keepalives_idle = \(silence.components.seconds);
            SET tcp_keepalives_interval = \(probe.components.seconds); SET tcp_keepalives_count = 3;
            SET tcp_user_timeout = \((silence + probe * 3).milliseconds)
            """)
    }

    private func isFree(on connection: PostgresConnection) throws -> Bool {
        let answer = try connection.query(
            "SELECT pg_try_advisory_lock($1)", [.integer(PostgresLock.service)])
        return try answer.value(0, 0) == .boolean(true)
    }

    /// One that still works on a statement of ours, such as a COMMIT, is left to end it.
    private func endLast(on connection: PostgresConnection) throws {
        guard let last else { return }
        try connection.query(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE pid = $1 AND backend_start::text = $2 AND state LIKE 'idle%'
            """, [.integer(last.process), .text(last.began)])
    }

    private func wait(on connection: PostgresConnection) throws {
        try connection.execute("SET lock_timeout = \(wait.milliseconds)")
        do {
            try connection.query("SELECT pg_advisory_lock($1)", [.integer(PostgresLock.service)])
        } catch let fault as PostgresFault where fault.sqlState == "55P03" {
            throw StoreError.leaseTaken(connection.label, cause: try holder(on: connection))
        }
        try connection.execute("SET lock_timeout = \(PostgresLimits.lockTimeout.milliseconds)")
    }

    private func session(of connection: PostgresConnection) throws -> Session? {
        let rows = try connection.query(
            """
            SELECT pid::bigint AS pid, backend_start::text AS began FROM pg_stat_activity
            WHERE pid = pg_backend_pid()
            """
        ).rows()
        guard let process = rows.first?.integer("pid"), let began = rows.first?.text("began") else {
            return nil
        }
        return Session(process: Int64(process), began: began)
    }

    /// Who has the lock: `session 4711 of harvestd from 10.0.0.7`, as far as we may know.
    private func holder(on connection: PostgresConnection) throws -> String? {
        let rows = try connection.query(
            """
            SELECT 'session ' || a.pid || coalesce(' of ' || nullif(a.application_name, ''), '')
                || coalesce(' from ' || host(a.client_addr), '') AS holder
            FROM pg_locks l JOIN pg_stat_activity a USING (pid)
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND (l.classid::bigint << 32) | l.objid::bigint = $1
            """, [.integer(PostgresLock.service)]
        ).rows()
        return rows.first?.text("holder")
    }
}
