/// The body of an upstream error, in whatever form it comes.
///
/// The services have four JSON forms, and what stands before them answers in HTML or plain text; so this
/// never fails and never assumes JSON.
package enum UpstreamErrorBody {
    /// Longest text given, in characters.
    static let maximumLength = 300

    /// The error's text: `error` or `message` of a JSON object, the title of a web page, or the body's start.
    package static func text(from bytes: [UInt8]) -> String {
        let endpoint = Endpoint(source: "upstream", name: "error")
        do throws(DecodeError) {
            let document = try JSONDocument(parsing: bytes, from: endpoint)
            return trimmed(text(in: document.root) ?? document.root.source)
        } catch { return plainText(of: bytes) }
    }

    /// The text of an error object; none when the value is not one.
    static func text(in node: JSONNode) -> String? {
        for key in ["error", "message", "error_message", "detail"] {
            guard let value = node[key], !value.isNull else { continue }
            return value.text ?? text(in: value) ?? value.source
        }
        return nil
    }

    private static func plainText(of bytes: [UInt8]) -> String {
        let text = String(decoding: bytes.prefix(16_384), as: UTF8.self)
        let lowered = text.lowercased()
        // Lower-casing may change the length of a text, so offsets are counted in its own copy.
        if let opening = lowered.firstRange(of: "<title>"),
            let closing = lowered[opening.upperBound...].firstRange(of: "</title>")
        {
            return trimmed("a web page: " + lowered[opening.upperBound..<closing.lowerBound])
        }
        let plain = trimmed(text)
        return plain.isEmpty ? "no text" : plain
    }

    private static func trimmed(_ text: String) -> String {
        let words = text.split { $0.isWhitespace || $0.isNewline || $0 == "\0" }
        return String(words.joined(separator: " ").prefix(maximumLength))
    }
}
