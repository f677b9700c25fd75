internal import HarvestCore

/// Writes events as log lines to stderr. A line that cannot be written is dropped: a log that fails must
/// not stop what it reports on.
struct LogWriter: EngineEventSink {
    /// The form of its lines.
    let format: LogFormat
    private let least: EngineEvent.Level
    private let style: TextStyle
    private let clock: any EngineClock
    private let secrets: SecretKeeper
    private let sink: @Sendable (String) -> Void

    init(
        format: LogFormat, least: EngineEvent.Level, style: TextStyle, clock: any EngineClock,
        secrets: SecretKeeper, sink: @escaping @Sendable (String) -> Void
    ) {
        self.format = format
        self.least = least
        self.style = style
        self.clock = clock
        self.secrets = secrets
        self.sink = sink
    }

    func report(_ event: EngineEvent) {
        guard event.level >= least else { return }
        let line = LogLine.text(event, at: clock.now, as: format, style: style)
        sink(secrets.hide(in: line))
    }
}
