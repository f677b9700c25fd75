/// The bounds of a session with PostgreSQL, by name.
package enum PostgresLimits {
    /// Longest run of one statement, set on the server.
    package static let statementTimeout: Duration = .seconds(60)
    /// Longest wait for a lock, set on the server.
    package static let lockTimeout: Duration = .seconds(10)
    /// Longest wait for the lock of a partition that comes: other writers queue behind it.
    static let partitionLockTimeout: Duration = .milliseconds(800)
    /// Longest wait for all the locks that dropping a partition needs, and the pause before they are asked
    /// for again: readers and writers queue behind the one and get through in the other.
    static let dropLockTimeout: Duration = .milliseconds(150)
    /// How often the locks are asked for before a partition is left for the next time.
    static let dropAttempts = 6
    /// Longest wait for the lock of the service: a server may take a while to notice that a session is dead.
    static let leaseTimeout: Duration = .seconds(4)
    /// Silence after which the server looks whether the service is still there, and the longest time until it
    /// takes it for dead: a machine that vanished must not keep the next one out for hours.
    static let leaseSilence: Duration = .seconds(10)
    /// Pause between two such looks; there are three.
    static let leaseProbe: Duration = .seconds(5)
    /// Longest run of one statement of a migration: an index over years of rows takes its time.
    package static let migrationTimeout: Duration = .seconds(3_600)
    /// Longest run of one statement that reads a whole table: a count, or an answer in pages.
    package static let readingTimeout: Duration = .seconds(6 * 3_600)
    /// Longest silence of the server beyond the statement's own time before the connection is given up.
    package static let silence: Duration = .seconds(10)
    /// The same two where a journal takes what comes meanwhile.
    package static let bridgedStatementTimeout: Duration = .seconds(15)
    package static let bridgedSilence: Duration = .seconds(5)
    /// Longest wait at each step of making a connection.
    static let connectStep: Duration = .seconds(10)
    /// Longest wait for the server to confirm a cancelled statement.
    static let cancelGrace: Duration = .seconds(2)
    /// Waits before an operation is tried again after a lost connection or a conflict; as many tries more.
    static let retryDelays: [Duration] = [.milliseconds(50), .milliseconds(250), .seconds(1)]
    /// Waits between two questions what became of a COMMIT whose answer was lost: together half a minute, the
    /// time a server takes to restart.
    static let doubtDelays: [Duration] =
        [.milliseconds(50), .milliseconds(250), .seconds(1), .seconds(2), .seconds(4)]
        + [Duration](repeating: .seconds(5), count: 5)
    /// How many of these are waited for where a journal bridges the time.
    static let briefDoubts = 3
    /// Longest pause of whoever reads an answer in pages before the server ends the reading.
    package static let readerPause: Duration = .seconds(1_800)
    /// The oldest server we can work with: PostgreSQL 13 is the first that tells the outcome of a
    /// transaction.
    static let oldestServer = 130_000
    /// Bytes of COPY data handed to libpq at a time.
    static let copyChunk = 256 * 1_024
    /// Rows written by one statement; bounds its run time and the memory of the server.
    static let rowsPerStatement = 20_000
    /// Days ahead for which maintenance keeps partitions, today aside.
    static let daysAhead = 3
    /// Partitions that one commit may create for late rows; rows of further days are refused.
    package static let partitionsPerCommit = 64
}
