internal import HarvestCore

/// The statement that moves staged rows into the table. Each answers one row: how many were new, how many
/// changed a stored one.
extension PostgresTable {
    /// A statement and what its parameters stand for.
    struct Write: Hashable {
        /// The statement.
        let text: String
        /// Whether `$1` and `$2` are the bounds of the partition column rather than `$1` the round.
        let isBounded: Bool
        /// Whether rows go in rounds, `$1` being the round.
        var hasRounds: Bool { text.contains("harvest_round = $1") }
    }

    /// The statement for the table's rule.
    var write: Write {
        switch schema.rule {
        case .insertIfAbsent(let identity): insertIfAbsent(identity)
        case .upsert(let compared, let carried, let accumulated, let earliest):
            upsert(compared: compared, carried: carried, accumulated: accumulated, earliest: earliest)
        case .insertOnChange(let subject, let compared, let time, let interval):
            insertOnChange(subject: subject, compared: compared, time: time, interval: interval)
        }
    }

    /// The first of several rows of an identity goes in, if none is stored.
    ///
    /// The bounds of the partition column are parameters, so that the server looks only at partitions that
    /// can hold the identities.
    private func insertIfAbsent(_ identity: [String]) -> Write {
        let order = identity.map { ordered("staged", $0) }.joined(separator: ", ")
        let selected = """
            SELECT DISTINCT ON (\(order)) \(list(columns, of: "staged"))
            FROM pg_temp.\(name(staging)) AS staged
            """
        let bounds = schema.partitionColumn.map { " AND stored.\(name($0)) BETWEEN $1 AND $2" } ?? ""
        let absent = """
            WHERE NOT EXISTS (
                SELECT FROM \(name(schema.name)) AS stored
                WHERE \(identity.map { same("stored", "staged", $0) }.joined(separator: " AND "))\(bounds))
            """
        let conflict = isKey(identity) ? "ON CONFLICT DO NOTHING" : ""
        return Write(
            text: counted(
                """
                INSERT INTO \(name(schema.name)) (\(SQLText.list(columns)))
                \(selected) \(absent) ORDER BY \(order), staged.harvest_row \(conflict)
                RETURNING true AS is_new
                """), isBounded: schema.partitionColumn != nil)
    }

    /// Insert, or overwrite on a difference. Rows go in the order of their keys, so that two writers wait for
    /// each other rather than deadlock.
    private func upsert(
        compared: [String], carried: [String], accumulated: [String], earliest: [String]
    ) -> Write {
        let key = SQLText.list(schema.primaryKey)
        let assignments =
            (compared + carried).map { "\(name($0)) = excluded.\(name($0))" }
            + accumulated.map { "\(name($0)) = stored.\(name($0)) + excluded.\(name($0))" }
            + earliest.map { "\(name($0)) = least(stored.\(name($0)), excluded.\(name($0)))" }
        let action =
            assignments.isEmpty
            ? "DO NOTHING"
            : "DO UPDATE SET \(assignments.joined(separator: ", "))"
                + difference(compared, accumulated: accumulated, earliest: earliest)
        return Write(
            text: counted(
                """
                INSERT INTO \(name(schema.name)) AS stored (\(SQLText.list(columns)))
                SELECT \(SQLText.list(columns)) FROM pg_temp.\(name(staging))
                WHERE harvest_round = $1 ORDER BY \(key)
                ON CONFLICT (\(key)) \(action) RETURNING (stored.xmax = 0) AS is_new
                """), isBounded: false)
    }

    /// When a stored row is overwritten; always, when something is added to it.
    private func difference(_ compared: [String], accumulated: [String], earliest: [String]) -> String {
        guard accumulated.isEmpty else { return "" }
        let earlier = earliest.map { "excluded.\(name($0)) < stored.\(name($0))" }
        let differs =
            compared.isEmpty
            ? [] : ["(\(list(compared, of: "stored"))) IS DISTINCT FROM (\(list(compared, of: "excluded")))"]
        let reasons = differs + earlier
        return " WHERE " + (reasons.isEmpty ? "false" : reasons.joined(separator: " OR "))
    }

    /// Insert when the newest stored row at or before the row's time says something else, or is too old.
    ///
    /// The second condition makes a row that was stored once stay one row, even when another row of the same
    /// subject and moment was stored after it.
    private func insertOnChange(
        subject: String, compared: [String], time: String, interval: Duration
    ) -> Write {
        let age = "staged.\(name(time)) - newest.\(name(time))"
        let isSame = "(\(list(compared, of: "staged"))) IS NOT DISTINCT FROM"
        return Write(
            text: counted(
                """
                INSERT INTO \(name(schema.name)) (\(SQLText.list(columns)))
                SELECT \(list(columns, of: "staged")) FROM pg_temp.\(name(staging)) AS staged
                LEFT JOIN LATERAL (
                    SELECT true AS is_there, * FROM \(name(schema.name)) AS stored
                    WHERE stored.\(name(subject)) = staged.\(name(subject))
                        AND stored.\(name(time)) <= staged.\(name(time))
                    ORDER BY stored.\(name(time)) DESC, \(list(schema.primaryKey, of: "stored")) DESC LIMIT 1
                ) AS newest ON true
                WHERE staged.harvest_round = $1 AND (
                    newest.is_there IS NULL
                    OR \(age) > interval '\(interval.microseconds) microseconds'
                    OR NOT \(isSame) (\(list(compared, of: "newest"))))
                AND NOT EXISTS (
                    SELECT FROM \(name(schema.name)) AS stored
                    WHERE stored.\(name(subject)) = staged.\(name(subject))
                        AND stored.\(name(time)) = staged.\(name(time))
                        AND \(isSame) (\(list(compared, of: "stored"))))
                ORDER BY staged.harvest_row RETURNING true AS is_new
                """), isBounded: false)
    }

    private func counted(_ statement: String) -> String {
        """
        WITH written AS (\(statement))
        SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written
        """
    }

    /// Equality that an index can serve wherever the column always has a value.
    private func same(_ left: String, _ right: String, _ column: String) -> String {
        let mark = schema.column(column)?.isNullable == true ? "IS NOT DISTINCT FROM" : "="
        return "\(left).\(name(column)) \(mark) \(right).\(name(column))"
    }

    /// A column to sort by; text by its bytes, which is several times faster than by the rules of a language.
    private func ordered(_ alias: String, _ column: String) -> String {
        let collation = schema.column(column)?.type == .text ? " COLLATE \"C\"" : ""
        return "\(alias).\(name(column))\(collation)"
    }
}
