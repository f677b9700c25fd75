internal import HarvestCore

/// The statement by which a row of a table meets the stored rows, one per write rule.
///
/// Its parameters are the table's written columns in order. It changes at most one row.
enum SQLiteWriteText {
    /// The statement for a table.
    static func statement(for table: TableSchema) -> String {
        switch table.rule {
        case .insertIfAbsent(let identity):
            insert(table) + " ON CONFLICT (\(SQLText.list(identity))) DO NOTHING"
        case .upsert(let compared, let carried, let accumulated, let earliest):
            insert(table) + " ON CONFLICT (\(SQLText.list(table.primaryKey))) "
                + update(table, compared, carried, accumulated, earliest)
        case .insertOnChange(let subject, let compared, let time, let longest):
            insertOnChange(table, subject, compared, time, longest)
        }
    }

    private static func insert(_ table: TableSchema) -> String {
        "\(target(table)) VALUES (\(parameters(table)))"
    }

    private static func target(_ table: TableSchema) -> String {
        "INSERT INTO \(SQLText.identifier(table.name)) AS stored "
            + "(\(SQLText.list(table.writtenColumns.map(\.name))))"
    }

    private static func parameters(_ table: TableSchema) -> String {
        (1...table.writtenColumns.count).map { "?\($0)" }.joined(separator: ", ")
    }

    private static func update(
        _ table: TableSchema, _ compared: [String], _ carried: [String], _ accumulated: [String],
        _ earliest: [String]
    ) -> String {
        let changes =
            (compared + carried).map(SQLText.identifier).map { "\($0) = excluded.\($0)" }
            + accumulated.map(SQLText.identifier).map { "\($0) = stored.\($0) + excluded.\($0)" }
            + earliest.map(SQLText.identifier).map { "\($0) = min(stored.\($0), excluded.\($0))" }
        let reasons =
            compared.map(SQLText.identifier).map { "stored.\($0) IS NOT excluded.\($0)" }
            + earliest.map(SQLText.identifier).map { "excluded.\($0) < stored.\($0)" }
        guard !changes.isEmpty, !(accumulated.isEmpty && reasons.isEmpty) else { return "DO NOTHING" }
        let update = "DO UPDATE SET \(changes.joined(separator: ", "))"
        // Adding to a number is always a change.
        return accumulated.isEmpty ? update + " WHERE \(reasons.joined(separator: " OR "))" : update
    }

    private static func insertOnChange(
        _ table: TableSchema, _ subject: String, _ compared: [String], _ time: String, _ longest: Duration
    ) -> String {
        let numbers = table.writtenColumns.enumerated().map { ($1.name, "?\($0 + 1)") }
        let parameter = Dictionary(uniqueKeysWithValues: numbers)
        let name = SQLText.identifier(table.name)
        let (subjectName, timeName) = (SQLText.identifier(subject), SQLText.identifier(time))
        let (subjectValue, timeValue) = (parameter[subject] ?? "NULL", parameter[time] ?? "NULL")
        let same = compared.map { "\(SQLText.identifier($0)) IS \(parameter[$0] ?? "NULL")" }
            .joined(separator: " AND ")
        // The second condition makes a row that was stored once stay one row, even when another row of the
        // same subject and moment was stored after it.
        return """
            \(target(table)) SELECT \(parameters(table))
            WHERE NOT EXISTS (
                SELECT 1 FROM (
                    SELECT * FROM \(name) WHERE \(subjectName) = \(subjectValue)
                    AND \(timeName) <= \(timeValue) ORDER BY \(timeName) DESC, "id" DESC LIMIT 1
                ) WHERE \(same) AND \(timeValue) - \(timeName) <= \(longest.microseconds)
            ) AND NOT EXISTS (
                SELECT 1 FROM \(name) WHERE \(subjectName) = \(subjectValue) AND \(timeName) = \(timeValue)
                AND \(same)
            )
            """
    }
}
