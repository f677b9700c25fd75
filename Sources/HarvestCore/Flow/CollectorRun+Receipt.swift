extension CollectorRun {
    /// The audit row with a commit's counts: new and changed rows are added to `rowsWritten`, and `metadata`
    /// gains an object `rows` with the counts by table.
    ///
    /// Metadata that has a key `rows` already, or is no object, stays as it is: whoever sums up several commits
    /// of one run writes `rows` itself.
    package func counting(_ receipt: CommitReceipt) -> CollectorRun {
        var run = self
        run.rowsWritten += receipt.total.written
        if let keys = StoredJSON.keys(ofObject: metadata), !keys.contains("rows") {
            run.metadata = Self.inserting(receipt.rowsJSON, into: metadata, isEmpty: keys.isEmpty)
        }
        return run
    }

    /// Puts a member before the closing brace of an object.
    private static func inserting(_ rows: String, into object: String, isEmpty: Bool) -> String {
        guard let brace = object.lastIndex(of: "}") else { return object }
        return object[..<brace] + (isEmpty ? "" : ",") + "\"rows\":" + rows + "}"
    }
}

extension CommitReceipt {
    /// `{"dim_account":{"new":1,"changed":0,"unchanged":2,"refused":0}}`, tables in alphabetical order.
    package var rowsJSON: String {
        let members = tables.sorted { $0.key < $1.key }.map { table, counts in
            "\"\(table)\":{\"new\":\(counts.new),\"changed\":\(counts.changed),"
                + "\"unchanged\":\(counts.unchanged),\"refused\":\(counts.refused)}"
        }
        return "{" + members.joined(separator: ",") + "}"
    }
}
