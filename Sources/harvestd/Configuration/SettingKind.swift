internal import HarvestCore

/// What the value of a key may be, and what is wrong with one that may not.
enum SettingKind: Sendable {
    /// What is wrong with a value, and what to write instead.
    struct Complaint: Hashable, Sendable {
        let what: String
        let hint: String?
    }

    /// One of these words; case does not count.
    case choice([String])
    /// A whole number in a range.
    case integer(ClosedRange<Int>)
    /// A number in a range.
    case number(ClosedRange<Double>)
    /// True or false.
    case boolean
    /// Account names on X, separated by commas.
    case handles
    /// Where an upstream service is: https, or http on this machine.
    case upstream
    /// A directory.
    case path
    /// Where the database is.
    case database
    /// An address and port of this machine, or `off`.
    case status

    /// The words that may stand there, when they can be counted.
    var allowed: [String] {
        switch self {
        case .choice(let words): words
        case .boolean: ["true", "false"]
        default: []
        }
    }

    /// What help calls the type.
    var label: String {
        switch self {
        case .choice(let words): words.joined(separator: "|")
        case .integer(let range): "whole number \(range.lowerBound)…\(range.upperBound)"
        case .number(let range): "number \(Self.plain(range.lowerBound))…\(Self.plain(range.upperBound))"
        case .boolean: "true|false"
        case .handles: "names, separated by commas"
        case .upstream: "address"
        case .path: "directory"
        case .database: "database address"
        case .status: "address:port|off"
        }
    }

    /// What is wrong with a value; `nil` when nothing is. Never repeats the value.
    func complaint(about text: String) -> Complaint? {
        switch self {
        case .choice(let words): Self.choice(text, words)
        case .integer(let range): Self.integer(text, range)
        case .number(let range): Self.number(text, range)
        case .boolean: Self.boolean(text) == nil ? Complaint(what: "it is true or false", hint: nil) : nil
        case .handles: Self.handles(text) == nil ? Self.badHandles : nil
        case .upstream: UpstreamAddress.complaint(about: text)
        case .path: Self.path(text)
        case .database: DatabaseAddress.complaint(about: text)
        case .status: StatusAddress.complaint(about: text)
        }
    }

    /// The truth value of the usual words.
    static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "1", "yes", "on": true
        case "false", "0", "no", "off": false
        default: nil
        }
    }

    /// The names, without a leading `@`; `nil` when one of them is none.
    static func handles(_ text: String) -> [String]? {
        var names: [String] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let name = part.trimming { $0 == " " || $0 == "\t" }.drop { $0 == "@" }
            guard (1...15).contains(name.utf8.count), name.utf8.allSatisfy(isHandleByte) else { return nil }
            if !names.contains(String(name)) { names.append(String(name)) }
        }
        return names.count <= 50 ? names : nil
    }

    private static let badHandles = Complaint(
        what: "account names have 1 to 15 letters, digits or underscores, at most 50 of them",
        hint: "write elonmusk or elonmusk,another")

    private static func isHandleByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
    }

    private static func choice(_ text: String, _ words: [String]) -> Complaint? {
        guard !words.contains(where: { $0.lowercased() == text.lowercased() }) else { return nil }
        let nearest = EditDistance.nearest(to: text, in: words)
        return Complaint(
            what: "it is one of " + words.joined(separator: ", "), hint: nearest.map { "did you mean \($0)?" }
        )
    }

    private static func integer(_ text: String, _ range: ClosedRange<Int>) -> Complaint? {
        guard let value = Int(text) else { return Complaint(what: "it is a whole number", hint: nil) }
        guard !range.contains(value) else { return nil }
        return Complaint(what: "it lies between \(range.lowerBound) and \(range.upperBound)", hint: nil)
    }

    private static func number(_ text: String, _ range: ClosedRange<Double>) -> Complaint? {
        guard let value = Double(text), value.isFinite else {
            return Complaint(what: "it is a number", hint: nil)
        }
        guard !range.contains(value) else { return nil }
        return Complaint(
            what: "it lies between \(plain(range.lowerBound)) and \(plain(range.upperBound))", hint: nil)
    }

    private static func path(_ text: String) -> Complaint? {
        guard !text.isEmpty, !text.utf8.contains(0), text.utf8.count < 4_096 else {
            return Complaint(what: "it is the path of a directory", hint: nil)
        }
        return nil
    }

    private static func plain(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }
}
