extension CollectorRun {
    /// The audit row with what became of the run's rows: those of earlier commits and of this one.
    ///
    /// New and changed rows are `rowsWritten`, `metadata` gains an object `rows` with the counts by table,
    /// and a run that was fine becomes partial when rows were refused. Metadata that is no object, or has
    /// `rows` already, stays as it is.
    package func counting(_ receipt: CommitReceipt, after earlier: CommitReceipt) -> CollectorRun {
        var total = earlier
        total.add(receipt)
        var run = self
        run.rowsWritten = total.total.written
        if run.status == .ok, total.total.refused > 0 { run.status = .partial }
        if let keys = StoredJSON.keys(ofObject: metadata), !keys.contains("rows") {
            run.metadata = Self.inserting(total.rowsJSON, into: metadata, isEmpty: keys.isEmpty)
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
    /// Reads the counts that an audit row's metadata holds; nothing where there are none.
    package init(auditMetadata: String) {
        self.init()
        let endpoint = Endpoint(source: "store", name: CollectorRun.table.name)
        // Metadata that cannot be read holds no counts of ours.
        guard let document = try? JSONDocument(parsing: Array(auditMetadata.utf8), from: endpoint),
            let tables = document.root["rows"]
        else { return }
        for (table, value) in tables.members {
            func count(_ name: String) -> Int { value[name]?.numberText.flatMap { Int($0) } ?? 0 }
            var counts = RowCounts()
            counts.new = count("new")
            counts.changed = count("changed")
            counts.unchanged = count("unchanged")
            counts.refused = count("refused")
            add(counts, to: table)
        }
    }

    /// `{"dim_account":{"new":1,"changed":0,"unchanged":2,"refused":0}}`, tables in alphabetical order.
    package var rowsJSON: String {
        let members = tables.sorted { $0.key < $1.key }.map { table, counts in
            "\"\(table)\":{\"new\":\(counts.new),\"changed\":\(counts.changed),"
                + "\"unchanged\":\(counts.unchanged),\"refused\":\(counts.refused)}"
        }
        return "{" + members.joined(separator: ",") + "}"
    }
}
