internal import HarvestCore

/// The partitions of one table on the server: which there are, new ones by day, old ones dropped.
///
/// It moves no rows and never touches a default partition. A partition is made as a table of its own and then
/// attached, because that lets readers and writers of the table go on; what waits for a lock then gives up
/// after less than a second, because others queue behind it. Dropping needs locks against everybody: it asks
/// for all of them at once, for a moment only, and again after a pause in which others get through.
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

    /// Makes partitions for what none takes yet of `days`, `limit` at most; answers their names.
    ///
    /// A day that only the default partition takes stays there when it holds rows of the day already.
    func create(_ days: some Sequence<CivilDate>, limit: Int) throws -> [String] {
        var existing = try all()
        var created: [String] = []
        for day in days {
            for gap in PostgresPartition.gaps(in: day, between: existing) where created.count < limit {
                guard try create(gap, hasDefault: existing.contains(where: \.isDefault)) else { continue }
                created.append(PostgresPartition.name(of: table.name, from: gap.lowerBound))
            }
            if !created.isEmpty { existing = try all() }
        }
        return created
    }

    /// Drops partitions that end at or before `cutoff`; answers the names of those that nobody was reading.
    ///
    /// One that cannot be dropped for another reason is told when the others are gone.
    func drop(before cutoff: Timestamp) throws -> [String] {
        var dropped: [String] = []
        var failure: PostgresFault?
        let all = try all()
        for partition in all where partition.ends(by: cutoff) {
            do {
                try drop(partition, beside: all.filter(\.isDefault))
                dropped.append(partition.name)
            } catch let fault as PostgresFault where Self.isLockWaitOver(fault) {
                continue
            } catch let fault as PostgresFault where !fault.isConnectionLost {
                failure = failure ?? fault
            }
        }
        if let failure { throw failure }
        return dropped
    }

    /// Makes one partition; answers whether it did. With a default partition rows have a place without it, so
    /// that then neither rows in the way nor a lock that is not given is an error.
    private func create(_ gap: Range<Timestamp>, hasDefault: Bool) throws -> Bool {
        do {
            return try attach(gap)
        } catch let fault as PostgresFault where hasDefault && ["23514", "55P03"].contains(fault.sqlState) {
            return false
        }
    }

    private func attach(_ gap: Range<Timestamp>) throws -> Bool {
        try connection.transaction {
            let key = PostgresLock.partitions(of: table.name)
            try connection.query("SELECT pg_advisory_xact_lock($1)", [.integer(key)])
            // Another process may have made it while we waited for the lock.
            let gaps = PostgresPartition.gaps(in: gap.lowerBound.day, between: try all())
            guard gaps.contains(gap) else { return false }
            try limitLockWait()
            let name = try qualified(PostgresPartition.name(of: table.name, from: gap.lowerBound))
            let parent = SQLText.identifier(table.name)
            try connection.execute(
                """
                CREATE TABLE \(name) (LIKE \(parent) INCLUDING ALL EXCLUDING IDENTITY);
                ALTER TABLE \(parent) ATTACH PARTITION \(name)
                FOR VALUES FROM ('\(gap.lowerBound)') TO ('\(gap.upperBound)')
                """)
            return true
        }
    }

    private func drop(_ partition: PostgresPartition, beside defaults: [PostgresPartition]) throws {
        let limits = PostgresLimits.self
        for _ in 1..<limits.dropAttempts {
            do {
                return try dropOnce(partition, beside: defaults)
            } catch let fault as PostgresFault where Self.isLockWaitOver(fault) {
                try connection.query(
                    "SELECT FROM pg_sleep($1 / 1000.0)", [.integer(limits.dropLockTimeout.milliseconds)])
            }
        }
        try dropOnce(partition, beside: defaults)
    }

    private func dropOnce(_ partition: PostgresPartition, beside defaults: [PostgresPartition]) throws {
        try connection.transaction {
            let parent = SQLText.identifier(table.name)
            try lock([partition.sqlName] + defaults.map(\.sqlName) + ["ONLY " + parent] + referenced)
            try connection.execute(
                "ALTER TABLE \(parent) DETACH PARTITION \(partition.sqlName); DROP TABLE \(partition.sqlName)"
            )
        }
    }

    /// The tables to which rows refer. They come after the table itself, as for whoever inserts rows; one who
    /// holds them and waits for the table gets through when we give up.
    private var referenced: [String] {
        let parents = Set(table.columns.compactMap(\.references))
        return TableCatalogue.tables.map(\.name).filter(parents.contains).map(SQLText.identifier)
    }

    /// Takes locks against everybody, all within the time of one wait.
    private func lock(_ tables: [String]) throws {
        let limits = PostgresLimits.self
        // The bound of a lock holds for each of them; that of a statement holds for all together.
        try connection.execute("SET LOCAL statement_timeout = \(limits.dropLockTimeout.milliseconds)")
        try connection.execute("LOCK TABLE \(tables.joined(separator: ", ")) IN ACCESS EXCLUSIVE MODE")
        try connection.execute(
            """
            SET LOCAL statement_timeout = \(limits.statementTimeout.milliseconds);
            SET LOCAL lock_timeout = \(limits.dropLockTimeout.milliseconds)
            """)
    }

    /// Whether a lock was not given in time.
    private static func isLockWaitOver(_ fault: PostgresFault) -> Bool {
        ["55P03", "57014"].contains(fault.sqlState)
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
