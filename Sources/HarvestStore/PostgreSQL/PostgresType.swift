internal import CLibpq
internal import HarvestCore

/// Numbers of the server's built-in types; they never change (`pg_type.dat`).
enum PostgresType {
    static let boolean: Oid = 16
    static let name: Oid = 19
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let oid: Oid = 26
    static let json: Oid = 114
    static let varchar: Oid = 1043
    static let date: Oid = 1082
    static let timestamptz: Oid = 1184
    static let numeric: Oid = 1700
    static let uuid: Oid = 2950
    static let jsonb: Oid = 3802

    /// Microseconds from 1970 to 2000, where the server's clock begins.
    static let epochMicroseconds: Int64 = 946_684_800_000_000
    /// Days from 1970 to 2000.
    static let epochDays = 10_957

    /// The name of a column's type in DDL.
    static func name(of type: ColumnType) -> String {
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
