internal import HarvestCore
internal import HarvestStore

/// `harvestd export`.
enum ExportCommand {
    static func run(_ context: CommandContext) async throws -> ExitCode {
        let invocation = context.invocation
        guard let name = invocation.value("table") else {
            throw UsageError.missingFlag("table", command: "export")
        }
        let place = invocation.value("output") ?? "-"
        let format = invocation.value("format").flatMap(ExportFormat.init(rawValue:)) ?? .csv
        let table = try TableExport.table(named: name)
        let export = TableExport(
            table, as: format,
            to: ExportTarget(place, isForced: invocation.has("force")),
            since: invocation.integer("since-hours").map { context.clock.now - .hours($0) },
            limit: invocation.integer("limit"), isCSVSafe: invocation.has("csv-safe"))
        do {
            let watch = SignalWatch(
                notes: context.notes, farewell: "stopping: an unfinished file is removed")
            let summary = try await watch.cancelling {
                try await context.withStore { store in
                    // A store that cannot answer is found out before a heading stands on stdout.
                    _ = try await store.rows(Query(table, columns: [table.timeColumn], limit: 1))
                    return try await export.run(from: store)
                }
            }
            try tell(summary, of: name, in: place, context)
        } catch let error as ExportError where error.kind == .readerGone {
            throw Output.Closed()
        }
        return .success
    }

    /// The rows may stand on stdout, so what is told about them must not.
    private static func tell(
        _ summary: TableExport.Summary, of table: String, in place: String, _ context: CommandContext
    ) throws {
        let json = JSONValue.object([
            "type": "summary", "table": .string(table), "output": .string(SafeText.oneLine(place)),
            "rows": .integer(summary.rows), "bytes": .integer(summary.bytes),
        ])
        guard context.output.isJSON else {
            return context.notes.notice("\(table): \(summary.rows) rows, \(summary.bytes) bytes to \(place)")
        }
        if place == "-" { context.notes.write(json.line + "\n") } else { try context.output.json(json) }
    }
}
