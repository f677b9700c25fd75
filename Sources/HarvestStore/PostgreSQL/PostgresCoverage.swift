internal import HarvestCore

/// Which days a partitioned table has a place for, as the session knows it.
///
/// Late rows get partitions on demand, a bounded number in a commit; rows of days beyond that are refused one
/// by one, so that nonsense in a time cannot fill the database with tables.
struct PostgresCoverage {
    let connection: PostgresConnection
    let table: TableSchema

    /// Sees to partitions for the days of a block's rows.
    func extend(to block: RowBlock) throws {
        guard table.partitionColumn != nil else { return }
        let known = connection.coveredDays[table.name] ?? []
        let missing = days(of: block).subtracting(known).sorted()
        guard !missing.isEmpty else { return }
        let partitions = PostgresPartitions(connection: connection, table: table)
        _ = try partitions.create(missing, limit: PostgresLimits.partitionsPerCommit)
        let all = try partitions.all()
        let takesAnything = all.contains(where: \.isDefault)
        let covered = missing.filter { takesAnything || PostgresPartition.gaps(in: $0, between: all).isEmpty }
        connection.coveredDays[table.name] = known.union(covered)
    }

    /// Why a row has no place, if it has none.
    func refusal(ofRow row: Int, in block: RowBlock) -> Refusal? {
        guard let column = table.partitionColumn, let moment = block.moment(ofRow: row) else { return nil }
        let isCovered = connection.coveredDays[table.name]?.contains(moment.day) ?? false
        return isCovered ? nil : .outOfRange(column)
    }

    /// The days of the rows that will be written.
    private func days(of block: RowBlock) -> Set<CivilDate> {
        var days: Set<CivilDate> = []
        var last: Timestamp?
        for row in 0..<block.count {
            // Rows of one answer share their moment, so most of them need no arithmetic.
            guard let moment = block.moment(ofRow: row), moment != last else { continue }
            last = moment
            if block.refusal(ofRow: row) == nil { days.insert(moment.day) }
        }
        return days
    }
}
