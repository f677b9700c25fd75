internal import Glibc
internal import HarvestCore
internal import HarvestSources

/// The port of the status server, and the service behind it.
enum StatusExamination {
    /// Looks at the port; who listens there is asked when that is allowed.
    static func check(
        _ address: StatusAddress?, by transport: (any HTTPTransport)?
    ) async -> DoctorCheck {
        guard let address else { return .ok("status", "port", "switched off") }
        switch PortProbe.obstacle(at: address) {
        case nil: return .ok("status", "port", "\(address) is free: no service runs")
        case EADDRINUSE:
            guard let transport else { return .ok("status", "port", "somebody listens at \(address)") }
            return check(await StatusClient.ask(address, by: transport), at: address)
        case let number?:
            return .warning(
                "status", "port", "\(address) cannot be had: \(SystemText.error(number))", fix: fix)
        }
    }

    /// Judges what a port that is taken answers.
    static func check(_ answer: StatusClient.Answer, at address: StatusAddress) -> DoctorCheck {
        switch answer {
        case .running(let report) where report.verdict.health == .ok:
            return .ok("status", "service", "runs, version \(report.service.version), at \(address)")
        case .running(let report):
            return .warning(
                "status", "service", "runs at \(address) and is \(report.verdict.health.word)",
                fix: "harvestd status")
        case .silent(let why):
            return .warning("status", "port", "\(address) is taken: \(why)", fix: fix)
        }
    }

    private static let fix = "end what listens there, or set POLARIS_STATUS_ADDRESS to another port or off"
}
