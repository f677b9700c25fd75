internal import HarvestCore

/// One event as one line of text.
enum LogLine {
    /// The line, a line break at its end. Whatever the values hold, it stays one line and moves no cursor.
    static func text(_ event: EngineEvent, at moment: Timestamp, as format: LogFormat, style: TextStyle)
        -> String
    {
        switch format {
        case .text: "\(clock(moment)) \(label(event.level, style)) \(name(event.name))\(pairs(event))\n"
        case .logfmt:
            "time=\(moment.paddedDescription) level=\(event.level) event=\(name(event.name))\(pairs(event))\n"
        case .journal: "<\(priority(event.level))>event=\(name(event.name))\(pairs(event))\n"
        case .json: json(event, at: moment).line + "\n"
        }
    }

    private static let reserved: Set<String> = ["time", "level", "event"]

    private static func name(_ text: String) -> String {
        String(
            text.unicodeScalars.filter {
                $0.properties.isAlphabetic || "0123456789_.".unicodeScalars.contains($0)
            })
    }

    /// A field may not pose as the line's own time, level or event.
    private static func fieldName(_ text: String) -> String {
        let plain = name(text)
        return reserved.contains(plain) ? "\(plain)_" : plain
    }

    private static func pairs(_ event: EngineEvent) -> String {
        event.fields.map { " \(fieldName($0.name))=\(quoted($0.value.description))" }.joined()
    }

    private static func quoted(_ raw: String) -> String {
        let text = SafeText.oneLine(raw)
        let isPlain = !text.isEmpty && !text.contains { $0 == " " || $0 == "\"" || $0 == "=" || $0 == "\\" }
        guard !isPlain else { return text }
        let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        return "\"\(escaped)\""
    }

    private static func clock(_ moment: Timestamp) -> String {
        String(moment.floored(to: .seconds(1)).description.dropFirst(11))
    }

    private static func label(_ level: EngineEvent.Level, _ style: TextStyle) -> String {
        switch level {
        case .debug: style.dim("debug  ")
        case .info: "info   "
        case .notice: style.bold("notice ")
        case .warning: style.yellow("warning")
        case .error: style.red("error  ")
        }
    }

    /// The priorities of syslog.
    private static func priority(_ level: EngineEvent.Level) -> Int {
        switch level {
        case .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        }
    }

    private static func json(_ event: EngineEvent, at moment: Timestamp) -> JSONValue {
        let head = JSONValue.object([
            "time": .string(moment.paddedDescription), "level": .string("\(event.level)"),
            "event": .string(event.name),
        ])
        return event.fields.reduce(head) { $0.adding(fieldName($1.name), json($1.value)) }
    }

    private static func json(_ value: EngineEvent.Value) -> JSONValue {
        switch value {
        case .text(let text): .string(SafeText.oneLine(text))
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        case .boolean(let truth): .boolean(truth)
        case .duration(let length): .integer(Int(length.milliseconds))
        case .timestamp(let moment): .string(moment.description)
        }
    }
}
