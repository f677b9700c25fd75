internal import HarvestCore

/// `harvestd status`.
enum StatusCommand {
    static func run(_ context: CommandContext) async throws -> ExitCode {
        let isQuiet = context.invocation.has("quiet")
        let (report, refusal) = try await found(context, isQuiet: isQuiet)
        if !isQuiet { try show(report, refusal, context.output) }
        guard isQuiet || context.invocation.has("check") else { return .success }
        return report?.isFine == true ? .success : .finding
    }

    /// What the service says, or else the database; nothing when the exit code will not depend on it.
    private static func found(
        _ context: CommandContext, isQuiet: Bool
    ) async throws -> (StatusReport?, refusal: String?) {
        switch try await asked(context) {
        case .running(let report): return (report, nil)
        case .silent(let why):
            guard !isQuiet else { return (nil, why) }
            do {
                let report = try await context.withStore { store in
                    try await StatusReport.read(from: store, context.configuration, now: context.clock.now)
                }
                return (report, why)
            } catch let error where !(error is CancellationError) {
                context.notes.notice("harvestd is not running: \(why)")
                guard context.invocation.has("check") else { throw error }
                return (nil, why)
            }
        }
    }

    private static func asked(_ context: CommandContext) async throws -> StatusClient.Answer {
        guard let address = context.configuration.statusAddress else {
            return .silent("POLARIS_STATUS_ADDRESS is off, so a running service cannot be asked")
        }
        return try await context.withTransport { await StatusClient.ask(address, by: $0) }
    }

    private static func show(_ report: StatusReport?, _ refusal: String?, _ output: Output) throws {
        guard let report else { return }
        guard !output.isJSON else { return try output.json(report.json) }
        try output.write(
            StatusScreen(report: report, refusal: refusal).text(
                style: output.style, times: output.times, isGrouped: output.isTerminal))
    }
}
