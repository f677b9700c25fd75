internal import HarvestCore

/// How far a long piece of work has come, on stderr: one line that is rewritten on a terminal, a fresh line
/// every ten seconds elsewhere, so that logs of unattended runs stay short.
struct ProgressLine {
    private let isTerminal: Bool
    private let pause: Duration
    private var last: Duration?

    init(isTerminal: Bool) {
        self.isTerminal = isTerminal
        pause = isTerminal ? .milliseconds(200) : .seconds(10)
    }

    /// What to write now; `nil` when the last line is too fresh.
    mutating func update(_ text: String, at uptime: Duration) -> String? {
        if let last, uptime - last < pause { return nil }
        last = uptime
        return isTerminal ? "\r\u{1B}[K\(SafeText.oneLine(text))" : "\(SafeText.oneLine(text))\n"
    }

    /// What to write at the end, so that the next line stands alone.
    func end() -> String { isTerminal && last != nil ? "\r\u{1B}[K" : "" }
}
