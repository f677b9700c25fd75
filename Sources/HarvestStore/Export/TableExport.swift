public import HarvestCore

/// Writes a table or the view as CSV, JSON or NDJSON: all rows of one moment, in bounded memory, in an order
/// that is the same every time.
///
/// A file appears under its name only when it is whole. What can be exported is a fixed list; nothing from
/// outside becomes SQL.
public struct TableExport: Sendable {
    /// What an export wrote.
    public struct Summary: Hashable, Sendable {
        /// Rows, header aside.
        public let rows: Int
        /// Bytes in the file, after compression.
        public let bytes: Int
    }

    /// The tables that can be exported, the view last.
    public static let tables: [TableSchema] = TableCatalogue.tables + [TableCatalogue.quoteLatest]

    /// Rows fetched and written at a time.
    static let pageSize = 1_000

    private let table: TableSchema
    private let format: ExportFormat
    private let target: ExportTarget
    private let since: Timestamp?
    private let limit: Int?
    private let isCSVSafe: Bool

    /// Describes an export. `since` keeps rows whose time column is at or after it; `limit` the first so many
    /// in the order of time. `isCSVSafe` puts an apostrophe before text that a spreadsheet would run.
    public init(
        _ table: TableSchema, as format: ExportFormat, to target: ExportTarget, since: Timestamp? = nil,
        limit: Int? = nil, isCSVSafe: Bool = false
    ) {
        self.table = table
        self.format = format
        self.target = target
        self.since = since
        self.limit = limit
        self.isCSVSafe = isCSVSafe
    }

    /// The table or view of this name, if it can be exported.
    public static func table(named name: String) throws(ExportError) -> TableSchema {
        guard let table = tables.first(where: { $0.name == name }) else { throw .unknownTable(name) }
        return table
    }

    /// Writes the rows. When it throws, there is no new file and the one that was there is as it was.
    public func run(from store: any Store) async throws -> Summary {
        let sink = try ExportSink(
            target, encoder: ExportEncoder(table: table, format: format, isCSVSafe: isCSVSafe))
        do {
            try await sink.open()
            try await store.pages(of: query, size: Self.pageSize) { try await sink.write($0) }
            try Task.checkCancellation()
            return try await sink.finish()
        } catch {
            await sink.discard()
            throw error
        }
    }

    /// By time, then by key, so that two exports of the same rows are the same bytes.
    var query: Query {
        let order = [table.timeColumn] + table.primaryKey.filter { $0 != table.timeColumn }
        return Query(
            table, where: since.map { [.atLeast(table.timeColumn, .timestamp($0))] } ?? [],
            order: order.map { .ascending($0) }, limit: limit)
    }
}
