@testable internal import HarvestStore

/// A second program at the same file, as far as SQLite can tell: a connection of its own.
struct SQLiteShell {
    private let connection: SQLiteConnection

    init(_ path: String) throws {
        connection = try SQLiteConnection(
            path: path, mode: .writing, label: path, settings: SQLiteSettings())
    }

    /// The first column of all rows.
    func column(_ sql: String, _ number: Int32 = 0) throws -> [String] {
        let statement = try connection.prepare(sql)
        var values: [String] = []
        while try statement.step() { values.append(statement.text(number) ?? "NULL") }
        return values
    }

    /// Runs statements.
    func run(_ sql: String) throws { try connection.execute(sql) }
}
