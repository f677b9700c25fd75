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

    /// Whether it takes every moment of a day.
    func covers(_ day: CivilDate) -> Bool {
        !isDefault && lower.map { $0 <= day.start } ?? true
            && upper.map { $0 >= day.advanced(by: 1).start } ?? true
    }

    /// Whether it takes some moment of a day.
    func touches(_ day: CivilDate) -> Bool {
        !isDefault && lower.map { $0 < day.advanced(by: 1).start } ?? true
            && upper.map { $0 > day.start } ?? true
    }

    /// Whether everything it takes lies before a moment.
    func ends(by cutoff: Timestamp) -> Bool { upper.map { $0 <= cutoff } ?? false }

    /// `fact_quote_top_raw_p20261120`.
    static func name(of table: String, _ day: CivilDate) -> String {
        table + "_p" + day.description.filter { $0 != "-" }
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
