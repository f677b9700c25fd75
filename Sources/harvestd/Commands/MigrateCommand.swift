internal import HarvestCore
internal import HarvestStore

/// `harvestd migrate`.
enum MigrateCommand {
    static func run(_ context: CommandContext) async throws -> ExitCode {
        try await context.withStore { store in
            if context.invocation.has("plan") {
                try await plan(store, context.output)
            } else {
                try await migrate(store, context.output)
            }
        }
        return .success
    }

    private static func plan(_ store: any Store, _ output: Output) async throws {
        let report = try await store.inspect()
        let version = report.schemaVersion ?? 0
        try Migration.refuseNewer(version, in: store.label)
        let steps = Migration.pending(after: version).map { "\($0.version): \($0.name)" }
        if output.isJSON {
            return try output.json(
                .object([
                    "store": .string(store.label), "from": .integer(version),
                    "to": .integer(report.expectedVersion), "pending": .array(steps.map { .string($0) }),
                ]))
        }
        if steps.isEmpty { return try output.line("\(store.label): version \(version), nothing to do") }
        try output.line("\(store.label): version \(version) would become \(report.expectedVersion)")
        for step in steps { try output.line("  step \(step)") }
        for warning in report.warnings { try output.line("  note: \(warning)") }
    }

    private static func migrate(_ store: any Store, _ output: Output) async throws {
        let report = try await store.migrate()
        if output.isJSON {
            return try output.json(
                .object([
                    "store": .string(store.label), "from": .integer(report.from), "to": .integer(report.to),
                    "adopted": .boolean(report.didAdopt),
                    "applied": .array(report.applied.map { .string($0) }),
                ]))
        }
        if report.applied.isEmpty {
            return try output.line("\(store.label): version \(report.to), nothing to do")
        }
        let adopted = report.didAdopt ? "; tables of Polaris were adopted with their rows" : ""
        try output.line("\(store.label): version \(report.from) became \(report.to)\(adopted)")
        for step in report.applied { try output.line("  step \(step)") }
    }
}
