internal import HarvestCore

/// The last words of a command that failed: what, why, what to do, and where to read more. Never a stack
/// trace.
struct FailureReport: Sendable {
    /// Whether a program should try again.
    enum Kind: String, Sendable {
        case retryable
        case terminal
        case config
    }

    /// Why it happened and what to do about it, as far as that is known.
    struct Reason: Hashable, Sendable {
        let cause: String?
        let hint: String?
    }

    let code: String
    let kind: Kind
    let exitCode: ExitCode
    let message: String
    let reasons: [Reason]

    /// Puts a failure into words.
    init(_ error: any Error) {
        switch error {
        case let error as ConfigurationError: self.init(configuration: error)
        case let failure as any HarvestFailure: self.init(failure: failure)
        case let stop as Interruption: self.init(stoppedWith: stop.exitCode)
        case is CancellationError: self.init(stoppedWith: .interrupted)
        default:
            // Everything of ours is a HarvestFailure; this is for what the standard library may throw.
            let cause = SafeText.oneLine(String(describing: error))
            self.init(
                "E5000", .terminal, .failure, "something unforeseen went wrong",
                [Reason(cause: cause, hint: nil)])
        }
    }

    private init(configuration error: ConfigurationError) {
        self.init(
            error.code, .config, .configuration, error.message,
            error.problems.map { Reason(cause: $0.line, hint: $0.hint) })
    }

    private init(stoppedWith exitCode: ExitCode) {
        self.init(
            "E5004", .terminal, exitCode, "stopped before the work was done",
            [Reason(cause: nil, hint: "start again: what was stored stays, the rest is done anew")])
    }

    private init(failure: any HarvestFailure) {
        let known = ErrorCatalogue.entry(failure.code)
        self.init(
            failure.code, Self.kind(of: failure),
            known?.exitCode ?? ErrorCatalogue.exitCode(ofRange: failure.code), failure.message,
            [Reason(cause: failure.cause, hint: failure.remedy)])
    }

    private init(
        _ code: String, _ kind: Kind, _ exitCode: ExitCode, _ message: String, _ reasons: [Reason]
    ) {
        self.code = code
        self.kind = kind
        self.exitCode = exitCode
        self.message = message
        self.reasons = reasons
    }

    /// What was underneath, in one line.
    var cause: String? {
        let causes = reasons.compactMap(\.cause)
        return causes.isEmpty ? nil : causes.joined(separator: "; ")
    }

    /// The first thing to do.
    var hint: String? { reasons.lazy.compactMap(\.hint).first }

    /// The lines for a person.
    func text(style: TextStyle) -> String {
        var lines = [style.red("error:") + " " + SafeText.oneLine(message)]
        for reason in reasons {
            if let cause = reason.cause { lines.append("  because: " + SafeText.oneLine(cause)) }
            if let hint = reason.hint { lines.append("  fix: " + SafeText.oneLine(hint)) }
        }
        lines.append("  docs: harvestd help \(code)")
        return lines.joined(separator: "\n") + "\n"
    }

    /// The failure as a line of the log.
    var event: EngineEvent {
        EngineEvent(
            "CommandFailed", level: .error,
            [
                "code": .text(code), "err": .text(message), "cause": cause.map { .text($0) },
                "fix": hint.map { .text($0) },
            ])
    }

    /// The object for a program.
    var json: JSONValue {
        let plain = JSONValue.object([
            "type": "error", "code": .string(code), "class": .string(kind.rawValue),
            "message": .string(message),
            "cause": .text(cause), "hint": .text(hint),
        ])
        guard code == "E4101" else { return plain }
        let problems = reasons.map { JSONValue.object(["problem": .text($0.cause), "hint": .text($0.hint)]) }
        return plain.adding("problems", .array(problems))
    }

    private static func kind(of failure: any HarvestFailure) -> Kind {
        if failure.code.hasPrefix("E4") { return .config }
        switch failure.advice {
        case .retry, .reconnect: return .retryable
        case .skip, .stop: return .terminal
        }
    }
}
