internal import HarvestCore
internal import HarvestSources

/// `harvestd doctor`.
enum DoctorCommand {
    static func run(_ shell: Shell) async throws -> ExitCode {
        let report = shell.configurationReport()
        let isOffline = shell.invocation.has("offline")
        var doctor = Doctor(
            report: report, clock: shell.clock, inspect: inspection(report, shell, isOffline: isOffline),
            transport: nil)
        doctor.newestData = newestData(report, shell, isOffline: isOffline)
        doctor.showsLimits = shell.invocation.has("limits")
        let found: DoctorReport
        if isOffline || !report.problems.isEmpty {
            found = await doctor.examine()
        } else {
            found = try await Resources.withTransport(clock: shell.clock) { transport in
                var doctor = doctor
                doctor.transport = transport
                return await doctor.examine()
            }
        }
        if shell.output.isJSON {
            try shell.output.json(found.json)
        } else {
            try shell.output.write(found.text(style: shell.output.style))
        }
        return found.exitCode
    }

    /// How the store is asked.
    private static func inspection(
        _ report: ConfigurationReport, _ shell: Shell, isOffline: Bool
    ) -> (@Sendable () async throws -> StoreReport)? {
        guard let configuration = askable(report, isOffline: isOffline) else { return nil }
        let clock = shell.clock
        return {
            try await Resources.withStore(
                configuration.database, durability: configuration.durability, clock: clock
            ) { try await $0.inspect() }
        }
    }

    /// How the store is asked when data was last brought. An SQLite file that nobody writes is left alone,
    /// because a question would leave files beside it.
    private static func newestData(
        _ report: ConfigurationReport, _ shell: Shell, isOffline: Bool
    ) -> (@Sendable () async throws -> [JobName: Timestamp])? {
        guard let address = askable(report, isOffline: isOffline)?.database else { return nil }
        if case .sqlite(let path) = address, !DirectoryProbe.holdsBytes(path + "-wal") { return nil }
        let clock = shell.clock
        return {
            try await Resources.withStore(address, clock: clock) { store in
                var newest: [JobName: Timestamp] = [:]
                for kind in DataExamination.kinds {
                    newest[kind.job] = try await StatusReport.newestData(of: kind.job, in: store)
                }
                return newest
            }
        }
    }

    /// The settings, when their database may be asked. Offline, only a file on this machine is.
    private static func askable(_ report: ConfigurationReport, isOffline: Bool) -> Configuration? {
        // What is wrong with the configuration is told by the doctor itself, from the same report.
        guard let configuration = try? report.configuration() else { return nil }
        if isOffline, case .postgres = configuration.database { return nil }
        return configuration
    }
}
