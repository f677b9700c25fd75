/// How far a session waits for the server's disk.
extension Durability {
    /// The statement that makes a session so. A server that waits for even more than its own disk may go on
    /// doing that, unless it is told to relax.
    var postgresStatement: String {
        switch self {
        case .full:
            """
            SELECT set_config('synchronous_commit', 'on', false)
            WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')
            """
        case .relaxed: "SET synchronous_commit = off"
        }
    }

    /// What may be lost, if anything.
    var postgresWarning: String? {
        guard self == .relaxed else { return nil }
        return "durability is relaxed: a crash of the server or a power cut can undo the commits of the last"
            + " second or so (three times wal_writer_delay)"
    }
}
