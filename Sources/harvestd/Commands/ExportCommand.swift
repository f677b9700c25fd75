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
        let export = TableExport(
            try TableExport.table(named: name), as: format,
            to: ExportTarget(place, isForced: invocation.has("force")),
            since: invocation.integer("since-hours").map { context.clock.now - .hours($0) },
            limit: invocation.integer("limit"), isCSVSafe: invocation.has("csv-safe"))
        do {
            let summary = try await context.withStore { try await export.run(from: $0) }
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
