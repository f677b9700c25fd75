internal import HarvestCore

/// One partition of a table that is partitioned by range of a moment.
struct PostgresPartition: Hashable, Sendable {
    /// Name for people, without its schema.
    let name: String
    /// Name as SQL takes it, with its schema.
    let sqlName: String
    /// First moment it takes; `nil` when it has no lower bound.
    let lower: Timestamp?
    /// First moment it does not take any more; `nil` when it has no upper bound.
    let upper: Timestamp?
    /// Whether it takes what no other partition takes.
    let isDefault: Bool

    /// Reads the server's form of a bound: `FOR VALUES FROM ('…') TO ('…')` or `DEFAULT`.
    ///
    /// `nil` for a bound of another kind (lists, hashes, several columns), which we neither create nor drop.
    init?(name: String, sqlName: String, bound: String) {
        self.name = name
        self.sqlName = sqlName
        isDefault = bound == "DEFAULT"
        guard !isDefault else {
            (lower, upper) = (nil, nil)
            return
        }
        guard let from = Self.moment(after: "FROM (", in: bound),
            let to = Self.moment(after: "TO (", in: bound)
        else { return nil }
        (lower, upper) = (from.moment, to.moment)
    }

    /// The stretches of a day that none of the partitions takes, the default one aside.
    ///
    /// Partitions made in another time zone end within a day of ours, so a day may be taken in part.
    static func gaps(in day: CivilDate, between partitions: [PostgresPartition]) -> [Range<Timestamp>] {
        let whole = day.start..<day.advanced(by: 1).start
        return partitions.filter { !$0.isDefault }.reduce([whole]) { gaps, partition in
            gaps.flatMap { partition.remainder(of: $0) }
        }
    }

    /// What a stretch keeps when the partition's own is taken out.
    private func remainder(of stretch: Range<Timestamp>) -> [Range<Timestamp>] {
        let from = max(lower ?? stretch.lowerBound, stretch.lowerBound)
        let to = min(upper ?? stretch.upperBound, stretch.upperBound)
        guard from < to else { return [stretch] }
        return [stretch.lowerBound..<from, to..<stretch.upperBound].filter { !$0.isEmpty }
    }

    /// Whether everything it takes lies before a moment.
    func ends(by cutoff: Timestamp) -> Bool { upper.map { $0 <= cutoff } ?? false }

    /// `fact_quote_top_raw_p20261120`, or `fact_quote_top_raw_p20261120_1600` for the rest of a day.
    static func name(of table: String, from start: Timestamp) -> String {
        let text = start.description.filter(\.isNumber)
        let time = start == start.day.start ? "" : "_" + text.dropFirst(8).prefix(4)
        return table + "_p" + text.prefix(8) + time
    }

    private static func moment(after mark: String, in bound: String) -> (moment: Timestamp?, Void)? {
        guard let start = bound.firstRange(of: mark)?.upperBound,
            let end = bound[start...].firstIndex(of: ")")
        else { return nil }
        let text = bound[start..<end]
        if text == "MINVALUE" || text == "MAXVALUE" { return (nil, ()) }
        return Timestamp(parsing: text.filter { $0 != "'" }).map { ($0, ()) }
    }
}
