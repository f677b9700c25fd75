internal import HarvestCore

/// Partitions ahead of time, and old ones gone. No row is ever deleted one by one.
struct PostgresMaintenance {
    private let connection: PostgresConnection

    /// Prepares maintenance on a connection.
    init(on connection: PostgresConnection) { self.connection = connection }

    /// Makes partitions for today and the days ahead, and drops those that end at or before `cutoff`. What
    /// somebody is reading stays until the next time.
    func run(now: Timestamp, cutoff: Timestamp) throws -> MaintenanceReport {
        try PostgresSchemaVersion.require(on: connection)
        // What is gone must not be remembered, even when maintenance ends half-way; another session that
        // remembers it looks again when a row finds no place.
        defer { connection.coveredDays = [:] }
        var report = MaintenanceReport()
        report.created = try createAhead(of: now)
        for table in Self.tables {
            report.dropped += try PostgresPartitions(connection: connection, table: table).drop(
                before: cutoff)
        }
        return report
    }

    /// Makes partitions for today and the days ahead; answers their names.
    func createAhead(of now: Timestamp) throws -> [String] {
        let days = (0...PostgresLimits.daysAhead).map { now.day.advanced(by: $0) }
        return try Self.tables.flatMap { table in
            try PostgresPartitions(connection: connection, table: table).create(
                days, limit: PostgresLimits.partitionsPerCommit)
        }
    }

    private static var tables: [TableSchema] { TableCatalogue.tables.filter { $0.partitionColumn != nil } }
}
