internal import HarvestCore

extension SQLiteConnection {
    /// Version of our schema in the database; zero when it was never migrated.
    func schemaVersion() throws(StoreError) -> Int {
        let name = Migration.tableName
        let isThere = try integer("SELECT count(*) FROM sqlite_master WHERE name = '\(name)'") ?? 0
        guard isThere > 0 else { return 0 }
        return try integer("SELECT max(version) FROM \(SQLText.identifier(name))") ?? 0
    }
}
