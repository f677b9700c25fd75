/// The text of docs/TABLES.md, made from the table descriptions so that it cannot differ from them.
///
/// It holds no sentence about a table that the table does not say itself.
public enum TableDocumentation {
    /// The whole page, in Markdown.
    public static var page: String {
        let tables = TableCatalogue.tables
        var lines = introduction + typeTable
        lines += ["", "## Contents", ""]
        lines += (tables + [TableCatalogue.quoteLatest]).map { "- [\($0.name)](#\($0.name)): \($0.summary)" }
        for table in tables { lines += [""] + section(of: table) }
        lines += [""] + viewSection(of: TableCatalogue.quoteLatest)
        return lines.joined(separator: "\n") + "\n"
    }

    private static let introduction = [
        "# Tables", "",
        "Made from the table descriptions in Sources/HarvestCore/Records; a test compares the two.",
        "Change the description, then run `UPDATE_SNAPSHOTS=1 make test FILTER=TableDocumentationTests`.",
        "", "## Types", "",
        "Times are UTC, to the microsecond. Decimals are exact; SQLite keeps them as REAL, which gives back",
        "up to 15 significant digits unchanged. SQLite keeps times as microseconds since 1970.", "",
    ]

    private static var typeTable: [String] {
        let types: [(String, ColumnType)] = [
            ("text", .text), ("truth value", .boolean), ("whole number, 32 bits", .integer),
            ("whole number, 64 bits", .bigint), ("row number given by the store", .serial),
            ("exact decimal", .decimal(precision: 12, scale: 6)), ("moment", .timestamp), ("day", .date),
            ("JSON", .json), ("UUID", .uuid),
        ]
        return ["| what | PostgreSQL | SQLite | Parquet |", "|---|---|---|---|"]
            + types.map { "| \($0) | \($1.postgreSQLName) | \($1.sqliteName) | \($1.parquetName) |" }
    }

    private static func section(of table: TableSchema) -> [String] {
        var lines = ["## \(table.name)", "", table.summary, ""] + columnTable(of: table) + [""]
        lines.append("- Primary key: \(names(table.primaryKey))")
        lines += table.uniques.map { "- Unique: \(names($0))" }
        lines += table.indexes.map { "- Index: \(indexText($0))" }
        if let column = table.partitionColumn { lines.append("- Partitioned by day of \(code(column))") }
        lines.append("- A row belongs to the time in \(code(table.timeColumn))")
        lines.append("- Writing: \(ruleText(table.rule))")
        return lines
    }

    private static func viewSection(of view: TableSchema) -> [String] {
        ["## \(view.name)", "", "A view. \(view.summary)", ""] + columnTable(of: view)
    }

    private static func columnTable(of table: TableSchema) -> [String] {
        let heading = [
            "| column | PostgreSQL | SQLite | Parquet | null | default | meaning |",
            "|---|---|---|---|---|---|---|",
        ]
        return heading + table.columns.map(line(for:))
    }

    private static func line(for column: Column) -> String {
        let reference = column.references.map { " Refers to [\($0)](#\($0))." } ?? ""
        let cells = [
            code(column.name), column.type.postgreSQLName, column.type.sqliteName, column.type.parquetName,
            column.isNullable ? "yes" : "", defaultText(column.defaultValue), column.note + reference,
        ]
        let escaped = cells.map { $0.split(separator: "|", omittingEmptySubsequences: false) }
        return "| " + escaped.map { $0.joined(separator: "\\|") }.joined(separator: " | ") + " |"
    }

    private static func defaultText(_ value: Column.Default?) -> String {
        switch value {
        case nil: ""
        case .now: "now"
        case .value(let constant): code(text(of: constant))
        }
    }

    private static func text(of value: ColumnValue) -> String {
        switch value {
        case .null: "null"
        case .text(let text), .json(let text), .uuid(let text): "'\(text)'"
        case .boolean(let isTrue): isTrue ? "true" : "false"
        case .integer(let number): String(number)
        case .decimal(let millionths): DecimalText.text(millionths: millionths)
        case .timestamp(let moment): moment.description
        case .date(let day): day.description
        }
    }

    private static func indexText(_ index: TableSchema.Index) -> String {
        let columns = index.columns.map { name in
            name.hasPrefix("-") ? code(String(name.dropFirst())) + " descending" : code(name)
        }
        let kind = index.isBlockRange ? " (block range, PostgreSQL only)" : ""
        return columns.joined(separator: ", ") + kind
    }

    private static func ruleText(_ rule: WriteRule) -> String {
        switch rule {
        case .insertIfAbsent(let identity):
            return "inserted unless a row with the same \(names(identity)) is there; never changed."
        case .upsert(let compared, let carried, let accumulated, let earliest):
            var parts = ["inserted, or the row with the same primary key is overwritten"]
            if !compared.isEmpty { parts.append("when one of \(names(compared)) differs") }
            if !carried.isEmpty { parts.append("taking \(names(carried)) along") }
            if !accumulated.isEmpty { parts.append("adding up \(names(accumulated))") }
            if !earliest.isEmpty { parts.append("keeping the earlier \(names(earliest))") }
            return parts.joined(separator: ", ") + "."
        case .insertOnChange(let subject, let compared, let time, let interval):
            return "inserted when one of \(names(compared)) differs from the newest row of the same "
                + "\(code(subject)), or when that row's \(code(time)) is "
                + "\(interval.components.seconds) seconds old."
        }
    }

    private static func names(_ columns: [String]) -> String {
        columns.map(code).joined(separator: ", ")
    }

    private static func code(_ text: String) -> String { "`\(text)`" }
}
