internal import HarvestCore

/// The last words of a command that failed: what, why, what to do, and where to read more. Never a stack trace.
struct FailureReport: Sendable {
    /// Whether a program should try again.
    enum Kind: String, Sendable {
        case retryable
        case terminal
        case config
    }

    let code: String
    let kind: Kind
    let exitCode: ExitCode
    let message: String
    let causes: [String]
    let hints: [String]

    /// Puts a failure into words.
    init(_ error: any Error) {
        switch error {
        case let error as ConfigurationError: self.init(configuration: error)
        case let failure as any HarvestFailure: self.init(failure: failure)
        case is CancellationError:
            self.init(
                code: "E5004", kind: .terminal, exitCode: .interrupted,
                message: "stopped before the work was done",
                causes: [], hints: ["start again: what was stored stays, the rest is done anew"])
        default:
            // Everything of ours is a HarvestFailure; this is for what the standard library may throw.
            self.init(
                code: "E5000", kind: .terminal, exitCode: .failure,
                message: "something unforeseen went wrong",
                causes: [SafeText.oneLine(String(describing: error))], hints: [])
        }
    }

    private init(configuration error: ConfigurationError) {
        var hints: [String] = []
        for hint in error.problems.compactMap(\.hint) where !hints.contains(hint) { hints.append(hint) }
        self.init(
            code: error.code, kind: .config, exitCode: .configuration, message: error.message,
            causes: error.problems.map(\.line), hints: hints)
    }

    private init(failure: any HarvestFailure) {
        let entry = ErrorCatalogue.entry(failure.code)
        self.init(
            code: failure.code, kind: Self.kind(of: failure),
            exitCode: entry?.exitCode ?? ErrorCatalogue.exitCode(ofRange: failure.code),
            message: failure.message, causes: failure.cause.map { [$0] } ?? [],
            hints: failure.remedy.map { [$0] } ?? [])
    }

    private init(
        code: String, kind: Kind, exitCode: ExitCode, message: String, causes: [String], hints: [String]
    ) {
        self.code = code
        self.kind = kind
        self.exitCode = exitCode
        self.message = message
        self.causes = causes
        self.hints = hints
    }

    /// The lines for a person.
    func text(style: TextStyle) -> String {
        var lines = [style.red("error:") + " " + SafeText.oneLine(message)]
        lines += causes.map { "  because: " + SafeText.oneLine($0) }
        lines += hints.map { "  fix: " + SafeText.oneLine($0) }
        lines.append("  docs: harvestd help \(code)")
        return lines.joined(separator: "\n") + "\n"
    }

    /// The object for a program.
    var json: JSONValue {
        let plain = JSONValue.object([
            "type": "error", "code": .string(code), "class": .string(kind.rawValue),
            "message": .string(message),
            "cause": causes.isEmpty ? nil : .string(causes.joined(separator: "; ")),
            "hint": .text(hints.first),
        ])
        guard kind == .config, code == "E4101" else { return plain }
        return plain.adding("problems", .array(causes.map { .string($0) }))
    }

    private static func kind(of failure: any HarvestFailure) -> Kind {
        if failure.code.hasPrefix("E4") { return .config }
        switch failure.advice {
        case .retry, .reconnect: return .retryable
        case .skip, .stop: return .terminal
        }
    }
}
