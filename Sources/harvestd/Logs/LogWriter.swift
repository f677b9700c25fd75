internal import HarvestCore

/// Writes events as log lines to stderr. A line that cannot be written is dropped: a log that fails must
/// not stop what it reports on.
struct LogWriter: EngineEventSink {
    private struct Choice {
        var format: LogFormat
        var least: EngineEvent.Level
    }

    /// Shared by all copies, so that a change reaches everybody who writes.
    private let choice: Locked<Choice>
    private let style: TextStyle
    private let clock: any EngineClock
    private let secrets: SecretKeeper
    private let sink: @Sendable (String) -> Void

    init(
        format: LogFormat, least: EngineEvent.Level, style: TextStyle, clock: any EngineClock,
        secrets: SecretKeeper, sink: @escaping @Sendable (String) -> Void
    ) {
        choice = Locked(Choice(format: format, least: least))
        self.style = style
        self.clock = clock
        self.secrets = secrets
        self.sink = sink
    }

    /// The form of its lines.
    var format: LogFormat { choice.withLock { $0.format } }

    /// Writes in another form, or other levels, from now on.
    func change(to format: LogFormat, least: EngineEvent.Level) {
        choice.withLock { $0 = Choice(format: format, least: least) }
    }

    func report(_ event: EngineEvent) {
        let choice = choice.withLock { $0 }
        guard event.level >= choice.least else { return }
        let line = LogLine.text(event, at: clock.now, as: choice.format, style: style)
        sink(secrets.hide(in: line))
    }
}
