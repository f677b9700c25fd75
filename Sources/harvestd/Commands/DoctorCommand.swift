internal import HarvestCore
internal import HarvestSources

/// `harvestd doctor`.
enum DoctorCommand {
    static func run(_ shell: Shell) async throws -> ExitCode {
        let report = shell.configurationReport()
        let isOffline = shell.invocation.has("offline")
        let inspect = inspection(report, shell, isOffline: isOffline)
        let found: DoctorReport
        if isOffline || !report.problems.isEmpty {
            found = await Doctor(report: report, clock: shell.clock, inspect: inspect, transport: nil)
                .examine()
        } else {
            found = try await Resources.withTransport(clock: shell.clock) { transport in
                await Doctor(report: report, clock: shell.clock, inspect: inspect, transport: transport)
                    .examine()
            }
        }
        if shell.output.isJSON {
            try shell.output.json(found.json)
        } else {
            try shell.output.write(found.text(style: shell.output.style))
        }
        return found.exitCode
    }

    /// How the store is asked. Offline, only a file on this machine is.
    private static func inspection(
        _ report: ConfigurationReport, _ shell: Shell, isOffline: Bool
    ) -> (@Sendable () async throws -> StoreReport)? {
        // What is wrong with the configuration is told by the doctor itself, from the same report.
        guard let configuration = try? report.configuration() else { return nil }
        if isOffline, case .postgres = configuration.database { return nil }
        let clock = shell.clock
        return {
            try await Resources.withStore(
                configuration.database, durability: configuration.durability, clock: clock
            ) { try await $0.inspect() }
        }
    }
}
