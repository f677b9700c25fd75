internal import HarvestCore
internal import HarvestSimulator

/// `harvestd demo`: the whole way in one go, from a simulated exchange to rows in an SQLite file.
enum DemoCommand {
    /// Name of the database in the data directory; apart from the real one, so that neither spoils the other.
    static let databaseFile = "demo.sqlite3"

    /// The simulated services need no pauses.
    private static let requestsPerSecond = 200

    static func run(_ context: CommandContext) async throws -> ExitCode {
        var simulator = SimulatorConfiguration(
            seed: UInt64(context.invocation.integer("seed") ?? 1),
            marketCount: context.invocation.integer("markets") ?? 3_000)
        simulator.gammaStaleness = .zero
        return try await withSimulator(configuration: simulator, clock: context.clock) { address, _ in
            try await harvest(from: address, context)
        }
    }

    private static func harvest(from address: SimulatorAddress, _ context: CommandContext) async throws
        -> ExitCode
    {
        let path = "\(context.configuration.dataDirectory)/\(databaseFile)"
        let demo = context.with(configuration: pointed(context.configuration, at: address, database: path))
        demo.notes.notice("simulated exchange at \(address.base), database \(path)")
        return try await demo.withComposition(bookAge: Round.bookAge) { composition, _ in
            let start = demo.clock.uptime
            let round = Round(composition.jobs, runner: composition.runner)
            let watch = SignalWatch(notes: demo.notes)
            try await composition.run(composition.once("demo", round, until: watch.stopRequested))
            let summary = RoundSummary(outcomes: round.outcomes, duration: demo.clock.uptime - start)
            try summary.write(to: demo.output)
            let counts = try await TableCounts.counted(in: composition.store)
            try counts.write(to: demo.output)
            try await LatestQuotes.read(from: composition.store).write(to: demo.output, now: demo.clock.now)
            if summary.exitCode == .success, !round.isStopped, !counts.isWhole { return .partial }
            return summary.exitCode
        }
    }

    private static func pointed(
        _ configuration: Configuration, at address: SimulatorAddress, database path: String
    ) -> Configuration {
        func upstream(_ address: String) -> Configuration.Upstream {
            .init(address: address, rate: Double(requestsPerSecond), burst: requestsPerSecond)
        }
        var configuration = configuration
        configuration.database = .sqlite(path: path)
        configuration.gamma = upstream(address.gamma)
        configuration.clob = upstream(address.clob)
        configuration.xtracker = upstream(address.xtracker)
        return configuration
    }
}
