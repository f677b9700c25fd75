internal import HarvestCore
internal import HarvestStore
internal import Testing

/// Queries as SQL.
@Suite struct SQLTextTests {
    private let query = Query(
        Account.table, columns: ["handle", "bio"],
        where: [
            .equal("handle", .text("x'; --")), .oneOf("account_id", [.text("a"), .null]),
            .oneOf("platform", []), .atLeast("bio", .text("b")), .below("post_count", .integer(3)),
            .missing("verified"), .present("last_sync"),
        ],
        order: [.descending("bio"), .ascending("account_id")], limit: 7)

    @Test func sqliteAsksWithNumberedQuestionMarks() {
        let sql = SQLText(query, dialect: .sqlite)
        #expect(
            sql.text == """
                SELECT "handle", "bio" FROM "dim_account" WHERE "handle" = ?1 \
                AND ("account_id" IN (?2) OR "account_id" IS NULL) AND 1 = 0 AND "bio" >= ?3 \
                AND "post_count" < ?4 AND "verified" IS NULL AND "last_sync" IS NOT NULL \
                ORDER BY "bio" DESC NULLS LAST, "account_id" LIMIT 7
                """)
        #expect(sql.parameters == [.text("x'; --"), .text("a"), .text("b"), .integer(3)])
    }

    @Test func postgreSQLAsksWithDollarsAndSortsTextByItsBytes() {
        let sql = SQLText(query, dialect: .postgreSQL)
        #expect(sql.text.contains("\"bio\" COLLATE \"C\" >= $3"))
        #expect(
            sql.text.hasSuffix(
                "ORDER BY \"bio\" COLLATE \"C\" DESC NULLS LAST, \"account_id\" COLLATE \"C\" LIMIT 7"))
    }

    @Test func namesAreQuotedOnce() {
        #expect(SQLText.identifier("plain") == "\"plain\"")
        #expect(SQLText.identifier("a\"b; DROP TABLE x") == "\"a\"\"b; DROP TABLE x\"")
        #expect(SQLText.list(["a", "b"]) == "\"a\", \"b\"")
    }

    @Test func migrationsAreNumberedWithoutHoles() {
        #expect(Migration.history.map(\.version) == Array(1...Migration.currentVersion))
        #expect(Set(Migration.history.map(\.name)).count == Migration.history.count)
        #expect(Migration.pending(after: 0).count == Migration.currentVersion)
        #expect(Migration.pending(after: Migration.currentVersion).isEmpty)
    }

    @Test func identitiesAlwaysHaveValues() {
        for table in TableCatalogue.tables {
            guard case .insertIfAbsent(let identity) = table.rule else { continue }
            for name in identity { #expect(table.column(name)?.isNullable == false, "\(table.name).\(name)") }
        }
    }
}
