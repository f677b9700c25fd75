internal import HarvestCore

/// Has one text read as a decimal in every way there is and says where the ways disagree.
public struct DecimalJury: Sendable {
    public init() {}

    /// Judges one text; a sentence about the disagreement, or `nil`.
    ///
    /// The text stands as a size and as a price in a compact document, in one with a blank behind it, and in
    /// one in which the digits come by the way for escapes.
    public func disagreement(on text: [UInt8]) -> String? {
        let string = String(decoding: text, as: UTF8.self)
        let isPlain = text.allSatisfy { $0 >= 0x20 && $0 < 0x80 && $0 != UInt8(ascii: "\"") && $0 != 0x5C }
        guard isPlain else { return nil }
        let expected = PlainDecimal.millionths(string)
        if let expected, Size(exactly: string)?.millionths != Int64(exactly: expected) {
            return "\(string): \(expected), but as a size \(Size(exactly: string)?.description ?? "nothing")"
        }
        for form in Form.allCases {
            let size = Self.read(size: string, form)
            if size != expected {
                return "\(string) as a size, \(form): \(expected as Any), got \(size as Any)"
            }
            let price = Self.read(price: string, form)
            let expected = expected.flatMap { 1...1_000_000 ~= $0 ? UInt32($0) : nil }
            if price != expected {
                return "\(string) as a price, \(form): \(expected as Any), got \(price as Any)"
            }
        }
        return nil
    }

    /// How the document around a number is written.
    private enum Form: CaseIterable { case compact, general, escaped, bare }

    private static func read(size: String, _ form: Form) -> UInt64? {
        parse(level(price: "0.5", size: size, form), form) { $0.askSizes[0] }
    }

    private static func read(price: String, _ form: Form) -> UInt32? {
        parse(level(price: price, size: "1", form), form) { $0.askPrices[0] }
    }

    private static func level(price: String, size: String, _ form: Form) -> String {
        func written(_ text: String) -> String {
            form == .escaped ? text.unicodeScalars.map { "\\u00\(hexadecimal($0.value))" }.joined() : text
        }
        let blank = form == .bare ? " " : ""
        return "{\"price\":\(blank)\"\(written(price))\",\"size\":\(blank)\"\(written(size))\"}"
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        (value < 16 ? "0" : "") + String(value, radix: 16)
    }

    private static func parse<Value>(
        _ level: String, _ form: Form, _ body: (borrowing BookColumns) -> Value
    ) -> Value? {
        let text =
            form == .bare
            ? "{\"market\":\"m\",\"asset_id\":\"1\",\"bids\":[],\"asks\":[\(level)]}"
            : WireSample.book(asks: level) + (form == .general ? " " : "")
        var parser = BookParser()
        let copy = ExactCopy(Array(text.utf8))
        // A number that is none is what is asked for.
        return try? parser.withBook(in: copy.view, body)
    }
}
