internal import HarvestCore
@testable internal import HarvestStore
internal import HarvestTestSupport
internal import Testing

/// Every binary form there and back through a real server, as parameters and as COPY data.
@Suite struct PostgresValueTests {
    private static let decimals: [Int64] = [
        0, 1, -1, 10, 99, 100, 9_999, 10_000, 99_999_999, 100_000_000, 500_000, 1_000_000, -1_000_000,
        12_345_678, 10_000_000_000, 100_000_000_000_000, -9_999_999_999_999_999, 1_000_000_000_001, .max,
        .min + 1,
    ]

    private static func values() -> [ColumnValue] {
        let moments: [Int64] = [
            0, 1, -1, 946_684_800_000_000, 1_795_176_000_123_456, -62_135_596_800_000_000,
        ]
        let days = [0, 10_957, -719_162, 2_932_896]
        let texts = [
            "", "a", "ü𝄞", "'; DROP TABLE x; --", "\u{7F}\t\n\\", String(repeating: "x", count: 1 << 20),
        ]
        var values: [ColumnValue] = [
            .boolean(true), .boolean(false), .uuid("0123abcd-4567-4890-abcd-ef0123456789"),
        ]
        for millionths in decimals { values.append(.decimal(millionths: millionths)) }
        for number in [Int64.min, -1, 0, 1, .max] { values.append(.integer(number)) }
        for text in texts { values.append(.text(text)) }
        for moment in moments { values.append(.timestamp(Timestamp(microseconds: moment))) }
        for day in days { values.append(.date(CivilDate(daysSince1970: day))) }
        return values
    }

    @Test func everyValueComesBackFromAParameter() async throws {
        let connection = try PostgresConnection(
            PostgresURL(try await TemporaryPostgres.freshDatabase()), label: "values")
        for value in Self.values() {
            #expect(try connection.query("SELECT $1", [value]).value(0, 0) == value)
        }
        #expect(try connection.query("SELECT $1::text", [.null]).value(0, 0) == .null)
        #expect(try connection.query("SELECT $1", [.json("{\"a\": 1}")]).value(0, 0) == .json("{\"a\": 1}"))
    }

    @Test func theServerReadsDecimalsAsTheTextWeMean() async throws {
        let connection = try PostgresConnection(
            PostgresURL(try await TemporaryPostgres.freshDatabase()), label: "decimals")
        for millionths in Self.decimals {
            let answer = try connection.query(
                "SELECT $1 = ($2::text)::numeric, trim_scale($1)::text",
                [.decimal(millionths: millionths), .text(DecimalText.text(millionths: millionths))])
            #expect(try answer.value(0, 0) == .boolean(true))
            #expect(try answer.value(0, 1) == .text(DecimalText.text(millionths: millionths)))
        }
    }

    @Test func everyValueComesBackFromCopy() async throws {
        let connection = try PostgresConnection(
            PostgresURL(try await TemporaryPostgres.freshDatabase()), label: "copy")
        let table = TableSchema(
            name: "copied", summary: "", columns: Self.columns, primaryKey: ["number"], timeColumn: "moment",
            rule: .insertIfAbsent(identity: ["number"]))
        var block = RowBlock(table: table)
        for number in 0..<50 { block.append(Self.row(number)) }
        let staging = PostgresTable(schema: table)
        try connection.execute("BEGIN; \(staging.createStaging)")
        var feed = PostgresCopyFeed(block, rows: Array(0..<50)[...], rounds: [Int32](repeating: 0, count: 50))
        try connection.copy(staging.copy) { feed.next() }
        let names = SQLText.list(Self.columns.map(\.name))
        let rows = try connection.query("SELECT \(names) FROM harvest_stage_copied ORDER BY number").rows()
        #expect(rows.count == 50)
        for (number, row) in rows.enumerated() { #expect(row.values == Self.row(number)) }
    }

    private static let columns = [
        Column("number", .integer, ""), Column("big", .bigint, ""), Column("words", .text, ""),
        Column("flag", .boolean, ""), Column("price", .decimal(precision: 20, scale: 6), ""),
        Column("moment", .timestamp, ""), Column("day", .date, ""), Column("document", .json, ""),
        Column("run", .uuid, ""), .optional("maybe", .text, ""),
    ]

    private static func row(_ number: Int) -> [ColumnValue] {
        let big = Int64(number) * 1_000_000_007
        return [
            .integer(Int64(number)), .integer(-big), .text(String(repeating: "ä\n", count: number)),
            .boolean(number.isMultiple(of: 2)), .decimal(millionths: big),
            .timestamp(Timestamp(microseconds: big)), .date(CivilDate(daysSince1970: number * 100)),
            .json("{\"n\": \(number)}"), .uuid("00000000-0000-4000-8000-0000000000\(10 + number)"),
            number.isMultiple(of: 3) ? .null : .text("x"),
        ]
    }

    @Test func whatNoColumnValueCanHoldIsAnErrorThatNamesTheColumn() async throws {
        let connection = try PostgresConnection(
            PostgresURL(try await TemporaryPostgres.freshDatabase()), label: "wide")
        let odd = ["1e30::numeric", "0.0000001::numeric", "point(1,2)"]
        for text in odd {
            let answer = try connection.query("SELECT \(text) AS odd")
            let fault = #expect(throws: PostgresFault.self) { try answer.value(0, 0) }
            #expect(fault?.message.contains("odd") == true)
        }
    }

    @Test func whatIsNoNumberMomentOrDayIsReadAsMissing() async throws {
        let connection = try PostgresConnection(
            PostgresURL(try await TemporaryPostgres.freshDatabase()), label: "endless")
        var endless = ["'NaN'::numeric"]
        for type in ["timestamptz", "date"] { endless += ["'infinity'::\(type)", "'-infinity'::\(type)"] }
        // Numbers without end came with PostgreSQL 14.
        if connection.serverVersion >= 140_000 {
            endless += ["'infinity'::numeric", "'-infinity'::numeric"]
        }
        for text in endless {
            #expect(try connection.query("SELECT \(text)").value(0, 0) == .null, "\(text)")
        }
    }
}
