/// One step of the schema's history. Steps are only ever appended; none is taken back or changed once
/// released.
///
/// The statements of a step belong to the store that runs it, because the two databases need different ones.
package struct Migration: Hashable, Sendable {
    /// Number of the step, from 1 without holes: the schema's version once it is applied.
    package let version: Int
    /// What it does, as the migration table and reports name it.
    package let name: String

    /// The steps in order.
    package static let history: [Migration] = [
        // All tables of TableCatalogue and the view of the newest quotes.
        Migration(version: 1, name: "tables of markets, books, posts and operations")
    ]

    /// The version that this program knows.
    package static var currentVersion: Int { history.count }

    /// The table that keeps which steps were applied.
    package static let tableName = "harvest_schema_migration"

    /// The steps that a database of this version still needs.
    package static func pending(after version: Int) -> ArraySlice<Migration> {
        history.drop { $0.version <= version }
    }

    /// Refuses a database that a later program has migrated.
    package static func refuseNewer(_ version: Int, in store: String) throws(StoreError) {
        guard version <= currentVersion else {
            throw .schemaNewer(store, found: version, known: currentVersion)
        }
    }

    /// Refuses a database whose schema is not exactly the one this program reads and writes.
    package static func requireCurrent(_ version: Int, in store: String) throws(StoreError) {
        try refuseNewer(version, in: store)
        guard version == currentVersion else {
            throw .schemaMissing(store, found: version, known: currentVersion)
        }
    }
}
