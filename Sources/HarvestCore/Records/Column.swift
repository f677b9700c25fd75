/// One column of a table.
public struct Column: Hashable, Sendable {
    /// What a store fills in when a row is inserted without the column by somebody else's SQL.
    public enum Default: Hashable, Sendable {
        /// The moment of the insert.
        case now
        /// A constant.
        case value(ColumnValue)
    }

    /// Name in every store and export.
    public let name: String
    /// Type.
    public let type: ColumnType
    /// Whether a value may be missing.
    public let isNullable: Bool
    /// Default of the column, when it has one.
    public let defaultValue: Default?
    /// Table whose primary key the column holds, when it is a foreign key.
    public let references: String?
    /// What it means and in which unit.
    public let note: String

    /// Describes a column that must have a value.
    public init(
        _ name: String, _ type: ColumnType, default defaultValue: Default? = nil, references: String? = nil,
        _ note: String
    ) {
        self.init(name, type, isNullable: false, defaultValue: defaultValue, references: references, note)
    }

    /// Describes a column that may be without a value.
    public static func optional(_ name: String, _ type: ColumnType, _ note: String) -> Column {
        Column(name, type, isNullable: true, defaultValue: nil, references: nil, note)
    }

    private init(
        _ name: String, _ type: ColumnType, isNullable: Bool, defaultValue: Default?, references: String?,
        _ note: String
    ) {
        self.name = name
        self.type = type
        self.isNullable = isNullable
        self.defaultValue = defaultValue
        self.references = references
        self.note = note
    }
}
