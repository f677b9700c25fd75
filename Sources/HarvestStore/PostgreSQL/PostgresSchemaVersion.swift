internal import HarvestCore

/// The version of our schema in a database, from the table that migrations keep.
enum PostgresSchemaVersion {
    /// The version found; zero for a database that was never migrated.
    static func read(on connection: PostgresConnection) throws -> Int {
        let table = SQLText.identifier(Migration.tableName)
        let there = try connection.query("SELECT to_regclass($1) IS NOT NULL", [.text(table)])
        guard try there.value(0, 0) == .boolean(true) else { return 0 }
        let answer = try connection.query("SELECT coalesce(max(version), 0)::bigint FROM \(table)")
        guard case .integer(let version) = try answer.value(0, 0) else { return 0 }
        return Int(version)
    }

    /// Refuses a database of another version than this program's; asks once a session.
    static func require(on connection: PostgresConnection) throws {
        guard !connection.hasCurrentSchema else { return }
        try Migration.requireCurrent(read(on: connection), in: connection.label)
        connection.hasCurrentSchema = true
    }
}
