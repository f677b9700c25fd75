internal import HarvestCore

/// What a command says on stderr: notices, progress, errors and the log.
struct Notes: Sendable {
    /// How text is marked up.
    let style: TextStyle
    /// Whether a person looks at stderr.
    let isTerminal: Bool
    private let secrets: SecretKeeper
    private let sink: @Sendable (String) -> Void

    init(
        style: TextStyle, isTerminal: Bool, secrets: SecretKeeper, sink: @escaping @Sendable (String) -> Void
    ) {
        self.style = style
        self.isTerminal = isTerminal
        self.secrets = secrets
        self.sink = sink
    }

    /// Writes text as it is, passwords aside.
    func write(_ text: String) { sink(secrets.hide(in: text)) }

    /// Writes a line that is worth knowing but no error.
    func notice(_ text: String) { write("note: \(SafeText.oneLine(text))\n") }

    /// Writes the last words of a command that failed.
    func failure(_ report: FailureReport, isJSON: Bool) {
        write(isJSON ? report.json.line + "\n" : report.text(style: style))
    }

    /// The log of this run.
    func logWriter(
        _ choice: LogFormat.Choice, least: EngineEvent.Level, surroundings: Surroundings,
        clock: any EngineClock
    ) -> LogWriter {
        LogWriter(
            format: LogFormat(choice, stream: .standardError, variables: surroundings.variables),
            least: least,
            style: style, clock: clock, secrets: secrets, sink: sink)
    }
}
