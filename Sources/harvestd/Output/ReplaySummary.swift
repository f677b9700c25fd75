internal import HarvestCore

/// What a replay did: runs, digests, and how these compare with the tables of the live database.
struct ReplaySummary: Sendable {
    /// Runs, and what went wrong with them.
    let outcome: JournalReplay.Outcome
    /// Records read.
    let records: Int
    /// Places of the journal that could not be read.
    let damageCount: Int
    let digests: [TableDigest]
    let duration: Duration
    /// Digests of the live database, when they are wanted.
    var live: [TableDigest]?

    /// How the command ends.
    var exitCode: ExitCode {
        if !differing.isEmpty { return .finding }
        if damageCount > 0 { return .badInput }
        return counts.diverged + counts.unknown + counts.refused > 0 ? .partial : .success
    }

    private var counts: Replayer.Counts { outcome.counts }

    /// Tables that are not what the live database has.
    var differing: [String] {
        guard let live else { return [] }
        return zip(digests, live).filter { $0 != $1 }.map(\.0.table)
    }

    /// Writes it.
    func write(to output: Output) throws {
        if output.isJSON { return try output.json(json) }
        var table = TextTable(["TABLE", "ROWS", "DIGEST"] + (live == nil ? [] : ["LIVE"]))
        for (index, digest) in digests.enumerated() {
            var cells: [TextTable.Cell] = [
                .text(digest.table), .integer(digest.rowCount), .text(digest.text),
            ]
            if let live {
                let isSame = live[index] == digest
                cells.append(.text(isSame ? "same" : "differs: \(live[index].rowCount) rows"))
            }
            table.add(cells)
        }
        try output.table(table)
        try output.line()
        for line in words { try output.line(line) }
    }

    private var words: [String] {
        var lines = [
            "\(counts.runs) runs from \(records) records in \(duration.milliseconds) ms"
        ]
        if counts.unknown > 0 {
            lines.append("\(counts.unknown) runs of jobs that this program does not know")
        }
        if let divergence = outcome.divergence {
            lines.append("\(counts.diverged) runs took another course, the first because: \(divergence)")
        }
        if let refusal = outcome.refusal {
            lines.append(
                "\(counts.refused) batches were refused by the database, the first because: \(refusal)")
        }
        if damageCount > 0 { lines.append("\(damageCount) places of the journal could not be read") }
        if live != nil {
            lines.append(
                differing.isEmpty
                    ? "the live tables are the same"
                    : "these tables differ: \(differing.joined(separator: ", "))")
        }
        return lines
    }

    private var json: JSONValue {
        let tables = digests.enumerated().map { index, digest in
            let entry = JSONValue.object([
                "table": .string(digest.table), "rows": .integer(digest.rowCount),
                "digest": .string(digest.text),
            ])
            return live.map { entry.adding("live_digest", .string($0[index].text)) } ?? entry
        }
        return .object([
            "type": "summary", "runs": .integer(counts.runs), "records": .integer(records),
            "diverged": .integer(counts.diverged), "unknown": .integer(counts.unknown),
            "refused": .integer(counts.refused),
            "damages": .integer(damageCount), "tables": .array(tables),
            "differing": .array(differing.map { .string($0) }),
            "dur_ms": .integer(Int(duration.milliseconds)),
        ])
    }
}
