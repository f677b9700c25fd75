internal import HarvestCore
internal import HarvestSimulator

/// `harvestd simulate`.
enum SimulateCommand {
    static func run(_ shell: Shell) async throws -> ExitCode {
        let configuration = configuration(shell)
        let port = UInt16(shell.invocation.integer("port") ?? 0)
        let signals = SignalWatch(notes: shell.notes, farewell: "the simulator stops")
        try await withSimulator(configuration: configuration, clock: shell.clock, port: port) {
            address, simulator in
            profile(shell).apply(to: simulator.faults)
            try tell(address, configuration, shell.output)
            await signals.stopRequested()
        }
        return .success
    }

    private static func configuration(_ shell: Shell) -> SimulatorConfiguration {
        var configuration = SimulatorConfiguration()
        if let seed = shell.invocation.integer("seed") { configuration.seed = UInt64(seed) }
        configuration.marketCount = shell.invocation.integer("markets") ?? 3_000
        if shell.invocation.has("freeze") { configuration.time = .frozen(shell.clock.now) }
        return configuration
    }

    private static func profile(_ shell: Shell) -> FaultProfile {
        shell.invocation.value("faults").flatMap(FaultProfile.init(rawValue:)) ?? .none
    }

    /// Tells the addresses in the form of a `.env` file, so that the answer can be kept as one.
    private static func tell(
        _ address: SimulatorAddress, _ configuration: SimulatorConfiguration, _ output: Output
    ) throws {
        if output.isJSON {
            return try output.json(
                .object([
                    "type": "listening", "port": .integer(Int(address.port)),
                    "seed": .integer(Int(clamping: configuration.seed)),
                    ConfigurationTable.gammaURL.name: .string(address.gamma),
                    ConfigurationTable.clobURL.name: .string(address.clob),
                    ConfigurationTable.xtrackerURL.name: .string(address.xtracker),
                ]))
        }
        try output.line(
            "# serving \(address.base), seed \(configuration.seed), \(configuration.marketCount) markets;"
                + " Ctrl-C stops it")
        try output.line("\(ConfigurationTable.gammaURL.name)=\(address.gamma)")
        try output.line("\(ConfigurationTable.clobURL.name)=\(address.clob)")
        try output.line("\(ConfigurationTable.xtrackerURL.name)=\(address.xtracker)")
    }
}
