internal import HarvestCore

/// The few points in which the SQL of the two databases differs as far as queries go.
package struct SQLDialect: Sendable {
    /// What stands before the number of a parameter: `?` or `$`.
    package let parameterMark: Character
    /// What makes text compare and sort by its UTF-8 bytes; empty where it does so anyway.
    package let textCollation: String

    /// Describes a dialect.
    package init(parameterMark: Character, textCollation: String) {
        self.parameterMark = parameterMark
        self.textCollation = textCollation
    }

    /// SQLite: `?1`, text in byte order by itself.
    package static let sqlite = SQLDialect(parameterMark: "?", textCollation: "")

    /// PostgreSQL: `$1`, text in byte order when told so.
    package static let postgreSQL = SQLDialect(parameterMark: "$", textCollation: " COLLATE \"C\"")

    /// The text of the parameter with this number, counted from 1.
    package func parameter(_ number: Int) -> String { "\(parameterMark)\(number)" }
}
