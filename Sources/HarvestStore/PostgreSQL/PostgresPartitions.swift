internal import HarvestCore

/// The partitions of one table on the server: which there are, new ones by day, old ones dropped.
///
/// It moves no rows and never touches a default partition. A partition is made as a table of its own and then
/// attached, because that lets readers and writers of the table go on; whatever waits for a lock gives up after
/// less than a second, because others would queue behind it.
struct PostgresPartitions {
    let connection: PostgresConnection
    let table: TableSchema

    /// All partitions, as the server has them now.
    func all() throws -> [PostgresPartition] {
        let result = try connection.query(
            """
            SELECT child.relname::text, format('%I.%I', space.nspname, child.relname),
                pg_get_expr(child.relpartbound, child.oid)
            FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
                JOIN pg_namespace space ON space.oid = child.relnamespace
            WHERE inhparent = to_regclass($1)
            """, [.text(SQLText.identifier(table.name))])
        return try (0..<result.count).compactMap { row in
            guard case .text(let name) = try result.value(row, 0),
                case .text(let sqlName) = try result.value(row, 1),
                case .text(let bound) = try result.value(row, 2)
            else { return nil }
            return PostgresPartition(name: name, sqlName: sqlName, bound: bound)
        }
    }

    /// Makes partitions for those of `days` that no partition touches, `limit` at most; answers their names.
    ///
    /// A day that only the default partition takes stays there when it holds rows of the day already.
    func create(_ days: some Sequence<CivilDate>, limit: Int) throws -> [String] {
        var existing = try all()
        var created: [String] = []
        for day in days where created.count < limit && !existing.contains(where: { $0.touches(day) }) {
            do {
                guard try create(day) else { continue }
                created.append(PostgresPartition.name(of: table.name, day))
            } catch let fault as PostgresFault where fault.sqlState == "23514" {
                continue
            } catch let fault as PostgresFault where fault.sqlState == "55P03" {
                // Rows have a place without it, and the next maintenance tries again.
                guard existing.contains(where: \.isDefault) else { throw fault }
            }
            existing = try all()
        }
        return created
    }

    /// Drops partitions that end at or before `cutoff`; answers the names of those that nobody was reading.
    func drop(before cutoff: Timestamp) throws -> [String] {
        var dropped: [String] = []
        for partition in try all() where partition.ends(by: cutoff) {
            do {
                try drop(partition)
                dropped.append(partition.name)
            } catch let fault as PostgresFault where fault.sqlState == "55P03" {
                continue
            }
        }
        return dropped
    }

    /// Makes one partition; answers whether it was not there.
    private func create(_ day: CivilDate) throws -> Bool {
        try connection.transaction {
            try connection.query(
                "SELECT pg_advisory_xact_lock($1)", [.integer(PostgresLock.partitions(of: table.name))])
            // Another process may have made it while we waited for the lock.
            guard try !all().contains(where: { $0.touches(day) }) else { return false }
            try limitLockWait()
            let name = try qualified(PostgresPartition.name(of: table.name, day))
            let parent = SQLText.identifier(table.name)
            try connection.execute(
                """
                CREATE TABLE \(name) (LIKE \(parent) INCLUDING ALL EXCLUDING IDENTITY);
                ALTER TABLE \(parent) ATTACH PARTITION \(name)
                FOR VALUES FROM ('\(day.start)') TO ('\(day.advanced(by: 1).start)')
                """)
            return true
        }
    }

    private func drop(_ partition: PostgresPartition) throws {
        try connection.transaction {
            try limitLockWait()
            let parent = SQLText.identifier(table.name)
            try connection.execute(
                "ALTER TABLE \(parent) DETACH PARTITION \(partition.sqlName); DROP TABLE \(partition.sqlName)"
            )
        }
    }

    private func limitLockWait() throws {
        try connection.execute("SET LOCAL lock_timeout = \(PostgresLimits.partitionLockTimeout.milliseconds)")
    }

    /// A name in the schema that the table itself is in.
    private func qualified(_ name: String) throws -> String {
        let result = try connection.query(
            """
            SELECT quote_ident(nspname) FROM pg_class JOIN pg_namespace space ON space.oid = relnamespace
            WHERE pg_class.oid = to_regclass($1)
            """, [.text(SQLText.identifier(table.name))])
        guard result.count == 1, case .text(let space) = try result.value(0, 0) else {
            return SQLText.identifier(name)
        }
        return space + "." + SQLText.identifier(name)
    }
}
