internal import HarvestCore

/// `harvestd harvest-once`.
enum HarvestOnceCommand {
    static func run(_ context: CommandContext) async throws -> ExitCode {
        try await context.withComposition(bookAge: Round.bookAge) { composition, _ in
            let start = context.clock.uptime
            let round = Round(composition.jobs, runner: composition.runner)
            let watch = SignalWatch(notes: context.notes)
            try await composition.run(composition.once("harvest-once", round, until: watch.stopRequested))
            let summary = RoundSummary(
                outcomes: round.outcomes, duration: context.clock.uptime - start)
            try summary.write(to: context.output)
            return summary.exitCode
        }
    }
}
