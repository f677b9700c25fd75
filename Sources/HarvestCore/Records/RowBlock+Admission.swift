extension RowBlock {
    /// Why no store takes this row, whatever else is stored; `nil` when its values fit its columns.
    ///
    /// The first column that cannot hold its value decides. Stores ask before they bind or copy anything.
    package func refusal(ofRow row: Int) -> Refusal? {
        for (column, value) in zip(columns, self[row]) {
            if let refusal = column.refusal(of: value) { return refusal }
        }
        return nil
    }
}

extension TableSchema {
    /// The refusal of a row that breaks a unique key, the same in every store: which of several keys it was
    /// is not told, because not every database tells it by a code.
    package var duplicateRefusal: Refusal { .duplicate(uniques.isEmpty ? [primaryKey] : uniques) }

    /// The refusal of a row that refers to a row that is not there.
    package var orphanRefusal: Refusal {
        .orphan(columns.filter { $0.references != nil }.map(\.name))
    }
}
