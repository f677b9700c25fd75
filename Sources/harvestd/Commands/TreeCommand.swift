internal import HarvestCore

/// `harvestd tree`: what `run` would run, under the present configuration.
enum TreeCommand {
    static func run(_ context: CommandContext) async throws -> ExitCode {
        try await context.withStore { store in
            try await context.withTransport { transport in
                let composition = Composition(
                    context.configuration, store: store, transport: transport, clock: context.clock,
                    events: context.events, seeds: Seeds(root: 0))
                try context.output.line(composition.daemon(until: {}).printed)
                return .success
            }
        }
    }
}
