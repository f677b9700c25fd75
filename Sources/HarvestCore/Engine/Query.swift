/// A question to one table or view: which columns of which rows, in which order, how many.
///
/// It is a value rather than SQL, so that every store answers it alike and nothing from outside becomes SQL
/// text: column names are checked against the table, values are bound.
public struct Query: Hashable, Sendable {
    /// A condition on one column; all conditions of a query must hold.
    public enum Condition: Hashable, Sendable {
        /// The column holds the value.
        case equal(String, ColumnValue)
        /// The column holds one of the values; an empty list holds for no row.
        case oneOf(String, [ColumnValue])
        /// The column holds a value at or after the given one.
        case atLeast(String, ColumnValue)
        /// The column holds a value before the given one.
        case below(String, ColumnValue)
        /// The column holds no value.
        case missing(String)
        /// The column holds some value.
        case present(String)

        /// The column it is about.
        public var column: String {
            switch self {
            case .equal(let column, _), .oneOf(let column, _), .atLeast(let column, _),
                .below(let column, _), .missing(let column), .present(let column):
                column
            }
        }
    }

    /// One column to sort by.
    public struct Order: Hashable, Sendable {
        /// The column.
        public let column: String
        /// Whether greatest values come first.
        public let isDescending: Bool

        /// Smallest values first.
        public static func ascending(_ column: String) -> Order { Order(column: column, isDescending: false) }

        /// Greatest values first.
        public static func descending(_ column: String) -> Order { Order(column: column, isDescending: true) }
    }

    /// The table or view.
    public let table: TableSchema
    /// The columns wanted; all of the table's when not given.
    public let columns: [String]
    /// Conditions, all of which must hold.
    public let conditions: [Condition]
    /// What to sort by; missing values come last either way.
    public let order: [Order]
    /// The most rows to give; `nil` for all.
    public let limit: Int?

    /// Asks a question. Columns must be the table's: anything else is a programming error and stops here.
    public init(
        _ table: TableSchema, columns: [String]? = nil, where conditions: [Condition] = [],
        order: [Order] = [], limit: Int? = nil
    ) {
        self.table = table
        self.columns = columns ?? table.columns.map(\.name)
        self.conditions = conditions
        self.order = order
        self.limit = limit
        let named = self.columns + conditions.map(\.column) + order.map(\.column)
        for name in named { precondition(table.column(name) != nil, "\(table.name) has no column \(name)") }
    }
}
