internal import HarvestCore

/// The form of a log line.
enum LogFormat: Hashable, Sendable {
    /// For people on a terminal.
    case text
    /// `key=value` pairs with a time.
    case logfmt
    /// One JSON object a line.
    case json
    /// `key=value` pairs with the priority systemd reads, without a time, which the journal adds.
    case journal

    /// What a person can ask for.
    enum Choice: String, Sendable, CaseIterable {
        case auto
        case text
        case logfmt
        case json
    }

    /// Decides on a form. An explicit choice counts; `auto` looks at where stderr goes.
    init(_ choice: Choice, stream: Descriptor, variables: [String: String]) {
        switch choice {
        case .text: self = .text
        case .logfmt: self = .logfmt
        case .json: self = .json
        case .auto:
            if Self.isJournal(stream, variables["JOURNAL_STREAM"]) {
                self = .journal
            } else {
                self = stream.isTerminal ? .text : .logfmt
            }
        }
    }

    /// The level a configuration names; Polaris has Python's names for them.
    static func level(_ name: String) -> EngineEvent.Level {
        switch name.uppercased() {
        case "DEBUG": .debug
        case "NOTICE": .notice
        case "WARNING", "WARN": .warning
        case "ERROR", "CRITICAL": .error
        default: .info
        }
    }

    /// systemd names device and inode of the stream it reads; only that very stream gets journal lines.
    private static func isJournal(_ stream: Descriptor, _ named: String?) -> Bool {
        guard let named, let identity = stream.identity else { return false }
        return named == "\(identity.device):\(identity.inode)"
    }
}
