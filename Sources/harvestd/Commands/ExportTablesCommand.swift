internal import HarvestCore
internal import HarvestStore

/// `harvestd export-tables`.
enum ExportTablesCommand {
    static func run(_ shell: Shell) throws -> ExitCode {
        let tables = TableExport.tables
        if shell.output.isJSON {
            try shell.output.json(.object(["tables": .array(tables.map(json))]))
        } else {
            var table = TextTable(["TABLE", "TIME", "COLUMNS", "A ROW IS"])
            for schema in tables {
                table.add([
                    .text(schema.name), .text(schema.timeColumn), .integer(schema.columns.count),
                    .text(schema.summary),
                ])
            }
            try shell.output.table(table)
        }
        return .success
    }

    private static func json(_ schema: TableSchema) -> JSONValue {
        .object([
            "name": .string(schema.name), "summary": .string(schema.summary),
            "time_column": .string(schema.timeColumn),
            "primary_key": .array(schema.primaryKey.map { .string($0) }),
            "columns": .array(
                schema.columns.map { column in
                    .object([
                        "name": .string(column.name), "type": .string(name(of: column.type)),
                        "nullable": .boolean(column.isNullable), "note": .string(column.note),
                    ])
                }),
        ])
    }

    private static func name(of type: ColumnType) -> String {
        switch type {
        case .text: "text"
        case .boolean: "boolean"
        case .integer: "integer"
        case .bigint: "bigint"
        case .serial: "bigserial"
        case .decimal(let precision, let scale): "numeric(\(precision),\(scale))"
        case .timestamp: "timestamptz"
        case .date: "date"
        case .json: "jsonb"
        case .uuid: "uuid"
        }
    }
}
