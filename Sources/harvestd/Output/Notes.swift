internal import HarvestCore

/// What a command says on stderr: notices, progress, errors and the log.
struct Notes: Sendable {
    /// How text is marked up.
    let style: TextStyle
    /// Whether a person looks at stderr.
    let isTerminal: Bool
    private let secrets: SecretKeeper
    /// Where notices and errors go instead, when machines read stderr.
    private let log = Locked<LogWriter?>(nil)
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

    /// Sends notices, progress and errors through the log from now on, so that stderr has one form.
    func speak(through writer: LogWriter) { log.withLock { $0 = writer } }

    /// Whether a line of progress may be rewritten in place.
    var rewritesLines: Bool { isTerminal && log.withLock { $0 } == nil }

    /// Writes a line that is worth knowing but no error.
    func notice(_ text: String) {
        guard let log = log.withLock({ $0 }) else { return write("note: \(SafeText.oneLine(text))\n") }
        log.report(EngineEvent("Notice", level: .notice, ["text": .text(text)]))
    }

    /// Writes how far a long piece of work has come, as a `ProgressLine` put it.
    func progress(_ text: String) {
        guard let log = log.withLock({ $0 }) else { return write(text) }
        let words = SafeText.oneLine(text).withoutOuterBlanks
        if !words.isEmpty { log.report(EngineEvent("Progress", ["text": .text(String(words))])) }
    }

    /// Writes the last words of a command that failed.
    func failure(_ report: FailureReport, isJSON: Bool) {
        if isJSON { return write(report.json.line + "\n") }
        guard let log = log.withLock({ $0 }) else { return write(report.text(style: style)) }
        log.report(report.event)
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
