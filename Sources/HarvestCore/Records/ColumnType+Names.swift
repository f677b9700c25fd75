extension ColumnType {
    /// The type's name in PostgreSQL, as `psql` shows it.
    public var postgreSQLName: String {
        switch self {
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

    /// The type's name in SQLite; times are microseconds since 1970, truth values 0 or 1.
    public var sqliteName: String {
        switch self {
        case .text, .date, .json, .uuid: "TEXT"
        case .boolean, .integer, .bigint, .serial, .timestamp: "INTEGER"
        case .decimal: "REAL"
        }
    }

    /// The type's name in Parquet files, in DuckDB's words.
    public var parquetName: String {
        switch self {
        case .text, .json: "VARCHAR"
        case .boolean: "BOOLEAN"
        case .integer: "INTEGER"
        case .bigint, .serial: "BIGINT"
        case .decimal(let precision, let scale): "DECIMAL(\(precision),\(scale))"
        case .timestamp: "TIMESTAMPTZ"
        case .date: "DATE"
        case .uuid: "UUID"
        }
    }
}
