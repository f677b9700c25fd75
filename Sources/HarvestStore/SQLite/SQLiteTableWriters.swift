internal import HarvestCore

/// The table writers of one connection, each made when its table is first written.
final class SQLiteTableWriters {
    private let connection: SQLiteConnection
    private var writers: [String: SQLiteTableWriter] = [:]

    init(connection: SQLiteConnection) { self.connection = connection }

    /// The writer of a table.
    func writer(for table: TableSchema) throws(StoreError) -> SQLiteTableWriter {
        if let writer = writers[table.name] { return writer }
        let writer = try SQLiteTableWriter(table: table, connection: connection)
        writers[table.name] = writer
        return writer
    }
}
