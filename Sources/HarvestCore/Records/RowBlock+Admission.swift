extension RowBlock {
    /// Why no store takes this row, whatever else is stored; `nil` when its values fit its columns.
    ///
    /// The first column that cannot hold its value decides. Stores ask before they bind or copy anything.
    package func refusal(ofRow row: Int) -> Refusal? {
        let values = self[row]
        for (column, value) in zip(columns, values) {
            if let refusal = column.refusal(of: value) { return refusal }
        }
        for places in table.keyTexts {
            let bytes = places.reduce(0) { $0 + values[values.startIndex + $1].textByteCount }
            if bytes > TableSchema.maximumKeyBytes { return .oversizedKey(places.map { columns[$0].name }) }
        }
        return nil
    }
}

extension ColumnValue {
    fileprivate var textByteCount: Int { if case .text(let text) = self { text.utf8.count } else { 0 } }
}

extension TableSchema {
    /// The most bytes that the texts of one key or index of a row may have together. PostgreSQL's trees take
    /// 2,704 for an entry, with its numbers, moments and overhead; that it compresses some is no rule.
    package static let maximumKeyBytes = 2_000

    /// The refusal of a row that breaks a unique key, the same in every store: which of several keys it was
    /// is not told, because not every database tells it by a code.
    package var duplicateRefusal: Refusal { .duplicate(uniques.isEmpty ? [primaryKey] : uniques) }

    /// The refusal of a row that refers to a row that is not there.
    package var orphanRefusal: Refusal {
        .orphan(columns.filter { $0.references != nil }.map(\.name))
    }
}
