internal import HarvestCore

/// `harvestd run`.
enum RunCommand {
    static func run(_ context: CommandContext) async throws -> ExitCode {
        try await context.withComposition { composition in
            let watch = SignalWatch(notes: context.notes)
            try await composition.run(composition.daemon(until: watch.stopRequested))
            return .success
        }
    }
}
