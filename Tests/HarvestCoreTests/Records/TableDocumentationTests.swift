import Foundation
import HarvestCore
import Testing

/// Holds docs/TABLES.md to the table descriptions it is made from.
@Suite struct TableDocumentationTests {
    private let path =
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/TABLES.md")

    @Test func thePageIsWhatTheTablesSay() throws {
        if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
            try TableDocumentation.page.write(to: path, atomically: true, encoding: .utf8)
        }
        let stored = try String(contentsOf: path, encoding: .utf8)
        let expected = TableDocumentation.page.split(separator: "\n", omittingEmptySubsequences: false)
        let difference = stored.split(separator: "\n", omittingEmptySubsequences: false)
            .difference(from: expected)
        #expect(
            difference.isEmpty,
            "docs/TABLES.md is out of date: run UPDATE_SNAPSHOTS=1 make test FILTER=TableDocumentationTests")
    }

    @Test(arguments: TableCatalogue.tables.map(\.name))
    func everyTableHasItsSectionWithEveryColumn(_ name: String) throws {
        let table = try #require(TableCatalogue.named(name))
        let parts = TableDocumentation.page.split(separator: "\n## ")
        let section = try #require(parts.first { $0.hasPrefix(table.name + "\n") })
        for column in table.columns { #expect(section.contains("| `\(column.name)` |")) }
        #expect(section.contains("- Writing: "))
    }

    @Test func typesKeepTheirSizeInEveryStore() {
        let price = ColumnType.decimal(precision: 12, scale: 6)
        #expect(price.postgreSQLName == "numeric(12,6)")
        #expect(price.parquetName == "DECIMAL(12,6)")
        #expect(price.sqliteName == "REAL")
        #expect(ColumnType.timestamp.sqliteName == "INTEGER")
    }
}
