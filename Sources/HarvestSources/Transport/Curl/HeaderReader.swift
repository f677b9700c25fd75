/// Reads the header lines of an answer, with a bound on their number and size.
///
/// Interim answers (1xx) are forgotten when the next status line comes. Trailers behind a body are counted
/// but not kept, so that they cannot change how the body was read.
struct HeaderReader {
    /// The most fields of an answer.
    static let fieldLimit = 256
    /// The most bytes of all header lines of an answer.
    static let byteLimit = 128 << 10

    /// The fields of the last answer begun.
    private(set) var headers = HTTPHeaders()
    /// Whether the empty line behind the fields of a final answer has come.
    private(set) var isComplete = false
    private var byteCount = 0
    private var lineCount = 0
    private var status = 0

    /// Reads one line with its end; false when the bound is passed.
    mutating func read(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        byteCount += line.count
        lineCount += 1
        guard byteCount <= Self.byteLimit, lineCount <= Self.fieldLimit else { return false }
        let text = line.prefix { $0 != 0x0D && $0 != 0x0A }
        if text.isEmpty {
            isComplete = status >= 200
        } else if !isComplete {
            readField(text)
        }
        return true
    }

    private mutating func readField(_ text: Slice<UnsafeBufferPointer<UInt8>>) {
        if text.starts(with: "HTTP/".utf8) {
            headers = HTTPHeaders()
            let digits = text.drop { $0 != 0x20 }.drop { $0 == 0x20 }.prefix { $0 != 0x20 }
            status = Int(String(decoding: digits, as: UTF8.self)) ?? 0
            return
        }
        // A line that begins with a blank continues the one before in an outdated way; nothing here needs it.
        guard let colon = text.firstIndex(of: 0x3A), let first = text.first, !Self.isBlank(first) else {
            return
        }
        let name = String(decoding: text[..<colon], as: UTF8.self)
        headers.append(name: name, value: Self.trimmed(text[text.index(after: colon)...]))
    }

    private static func trimmed(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        var value = text.drop(while: isBlank)
        while let last = value.last, isBlank(last) { value.removeLast() }
        return String(decoding: value, as: UTF8.self)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
