/// What a table holds, in a few bytes: two tables of the same rows have the same digest, in whichever store
/// and order.
///
/// It is the sum, modulo 2^256, of the SHA-256 of every row. The row in which the store notes how far it has
/// come in a journal is left out, because it belongs to the store and not to the data.
public struct TableDigest: Hashable, Sendable {
    /// Name of the table.
    public let table: String
    /// The number of rows.
    public private(set) var rowCount = 0
    private var lanes: [UInt64] = [0, 0, 0, 0]

    private static let pageSize = 5_000

    init(table: String) { self.table = table }

    /// 64 hexadecimal digits.
    public var text: String { lanes.reversed().map(Hexadecimal.text(of:)).joined() }

    /// The digest of a table of a store.
    public static func of(_ table: TableSchema, in store: any RowSource) async throws -> TableDigest {
        let digest = Locked(TableDigest(table: table.name))
        let query = Query(table, columns: table.writtenColumns.map(\.name))
        try await store.pages(of: query, size: pageSize) { rows in
            digest.withLock { digest in
                for row in rows where !isWatermark(row, of: table) { digest.add(row) }
            }
        }
        return digest.withLock { $0 }
    }

    /// The digests of all tables of a store, in the catalogue's order.
    public static func all(in store: any RowSource) async throws -> [TableDigest] {
        var digests: [TableDigest] = []
        for table in TableCatalogue.tables { digests.append(try await of(table, in: store)) }
        return digests
    }

    mutating func add(_ row: Row) {
        var bytes: [UInt8] = []
        RowText.append([Row(columns: row.columns, values: row.values.map(Self.comparable))], to: &bytes)
        let sum = SHA256.digest(of: bytes)
        var carry: UInt64 = 0
        for lane in 0..<4 {
            let word = sum[(lane * 8)..<(lane * 8 + 8)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let (partial, first) = lanes[lane].addingReportingOverflow(word)
            let (total, second) = partial.addingReportingOverflow(carry)
            lanes[lane] = total
            carry = first || second ? 1 : 0
        }
        rowCount += 1
    }

    /// Stores spell JSON in their own ways.
    private static func comparable(_ value: ColumnValue) -> ColumnValue {
        guard case .json(let text) = value,
            // Text that is no document stands for itself.
            let document = try? JSONDocument(
                parsing: Array(text.utf8), from: Endpoint(source: "store", name: "json"))
        else { return value }
        return .json(document.root.canonicalText)
    }

    private static func isWatermark(_ row: Row, of table: TableSchema) -> Bool {
        table.name == Cursor.table.name && row.text("cursor_key").map(Watermark.isKey) == true
    }
}
