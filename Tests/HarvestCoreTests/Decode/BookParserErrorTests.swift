import HarvestCore
import HarvestTestSupport
import Testing

/// What is no book: the code, the byte and the excerpt of each kind of fault.
struct BookParserErrorTests {
    private static let head = "{\"market\":\"m\",\"asset_id\":\"1\","
    private static let tail = "\"bids\":[],\"asks\":[]}"

    /// A document, the code it is refused with, and the text that stands where the error points.
    private static let cases: [(String, String, String)] = [
        ("", "E2001", ""), ("[]", "E2004", "[]"), ("x", "E2004", "x"), (" ", "E2005", ""),
        ("{}", "E2010", "{}"), ("{\"asset_id\":\"1\",\(tail)", "E2010", "{"),
        ("{\"market\":\"1\",\(tail)", "E2010", "{"), (head + "\"asks\":[]}", "E2010", "{"),
        (head + "\"bids\":[]}", "E2010", "{"), (head + tail + "x", "E2006", "x"),
        (head + tail + " {}", "E2006", "{}"), (head + String(tail.dropLast()), "E2005", ""),
        (head + "\"bids\"", "E2005", ""), (head + "\"bids\":[{\"pri", "E2005", ""),
        (head + "\"bids\":{},\"asks\":[]}", "E2011", "{},"),
        (head + "\"bids\":null,\"asks\":[]}", "E2011", "null"),
        (head + "\"bids\":[],\"asks\":\"x\"}", "E2011", "\"x"),
        (head + "\"bids\":nul,\"asks\":[]}", "E2004", ","), (head + "\"bids\":", "E2005", ""),
        (head + "\"hash\":5,\(tail)", "E2004", "5,"),
        (head + "\"neg_risk\":\"true\",\(tail)", "E2011", "\"true"),
        (head + "\"timestamp\":\"x\",\(tail)", "E2012", "\"x\""),
        (head + "\"timestamp\":[],\(tail)", "E2012", "[]"),
        (head + "\"timestamp\":\"1234567890123456\",\(tail)", "E2012", "\"1234567890123456"),
        (head + "\"tick_size\":0.1,\(tail)", "E2011", "0.1"),
        (head + "\"tick_size\":\"1.1\",\(tail)", "E2012", "\"1.1"),
        (head + "\"last_trade_price\":\"2\",\(tail)", "E2012", "\"2\""),
        (head + "\"min_order_size\":\"5x\",\(tail)", "E2012", "\"5x"),
        (head + "\"n\":01,\(tail)", "E2004", "1,"), (head + "\"n\":-,\(tail)", "E2004", ","),
        (head + "\"n\":.5,\(tail)", "E2004", ".5"), (head + "\"n\":1.,\(tail)", "E2004", ","),
        (head + "\"n\":1e,\(tail)", "E2004", ","), (head + "\"n\":nul,\(tail)", "E2004", ","),
        (head + "\"n\":NaN,\(tail)", "E2004", "NaN"), (head + ",\(tail)", "E2004", ","),
        (head + "\"n\":[1,],\(tail)", "E2004", "]"), (head + "\"n\":{\"a\"},\(tail)", "E2004", "}"),
        (head + "\"a\u{1}b\":1,\(tail)", "E2004", "\u{1}"), (head + "\"a\nb\":1,\(tail)", "E2004", "\n"),
        (head + "\"n\":\"\\x\",\(tail)", "E2008", "\\x"),
        (head + "\"n\":\"\\u12g4\",\(tail)", "E2008", "\\u12"),
        (head + "\"n\":\"\\ud83d\",\(tail)", "E2008", "\\ud83d"),
        (head + "\"n\":\"\\ude00\",\(tail)", "E2008", "\\ude00"),
        (head + "\"n\":\"\\ud83d\\ud83d\",\(tail)", "E2008", "\\ud83d"),
    ]

    /// The same for levels.
    private static let levels: [(String, String, String)] = [
        ("5", "E2004", "5"), ("{}", "E2010", "}"), ("{\"price\":\"0.5\"}", "E2010", "\"price"),
        ("{\"size\":\"5\"}", "E2010", "\"size"), ("{\"price\":0.5,\"size\":\"5\"}", "E2011", "0.5"),
        ("{\"price\":null,\"size\":\"5\"}", "E2011", "null"),
        (WireSample.level("0.5", ""), "E2012", "\"\""), (WireSample.level("0.5", "1."), "E2012", "\"1."),
        (WireSample.level("0.5", ".1"), "E2012", "\".1"), (WireSample.level("0.5", "1e5"), "E2012", "\"1e5"),
        (WireSample.level("0.5", "-1"), "E2012", "\"-1"), (WireSample.level("0.5", "+1"), "E2012", "\"+1"),
        (WireSample.level("0.5", "0.1234567"), "E2012", "\"0.1234567"),
        (WireSample.level("0.5", "1234567890123"), "E2012", "\"1234567890123"),
        (WireSample.level("0.1234567", "1"), "E2012", "\"0.1234567"),
        (WireSample.level("0", "1"), "E2012", "\"price"), (WireSample.level("0.0", "1"), "E2012", "\"price"),
        (WireSample.level("1.000001", "1"), "E2012", "\"price"),
        (WireSample.level("2", "1"), "E2012", "\"price"),
        (WireSample.level("NaN", "1"), "E2012", "\"NaN"), (WireSample.level(" 0.5", "1"), "E2012", "\" 0.5"),
    ]

    private static func expect(_ document: [UInt8], _ code: String, _ place: String) {
        var parser = BookParser()
        let copy = ExactCopy(document)
        do throws(BookParseError) {
            try parser.withBook(in: copy.view) { _ in }
            Issue.record("accepted: \(String(decoding: document, as: UTF8.self))")
        } catch {
            let text = String(decoding: document, as: UTF8.self)
            #expect(error.code == code, "\(text): \(error.message)")
            let rest = String(
                decoding: document[min(max(error.byteOffset, 0), document.count)...], as: UTF8.self)
            #expect(place.isEmpty ? rest.isEmpty : rest.hasPrefix(place), "\(text): at \(error.byteOffset)")
            let isShown = error.excerpt.contains(place.prefix(10).filter { $0 >= " " })
            #expect(isShown, "\(text): excerpt \(error.excerpt)")
        }
    }

    @Test func everyFaultOfADocumentHasItsCodeAndPlace() {
        for (document, code, place) in Self.cases { Self.expect(Array(document.utf8), code, place) }
    }

    @Test func everyFaultOfALevelHasItsCodeAndPlace() {
        for (level, code, place) in Self.levels {
            for blank in ["", " "] {
                let before = WireSample.level("0.2", "1")
                for levels in [level, "\(before),\(level)"] {
                    let document = WireSample.book(bids: levels) + blank
                    Self.expect(Array(document.utf8), code, place)
                }
            }
        }
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xC3, 0x22], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82, 0x22],
        ] as [[UInt8]])
    func bytesThatAreNoTextAreRefused(bytes: [UInt8]) {
        let before = Array((Self.head + "\"n\":\"a").utf8)
        let document = before + bytes + Array("\",\(Self.tail)".utf8)
        var parser = BookParser()
        let error = #expect(throws: BookParseError.self) {
            try parser.withBook(in: document.span.bytes) { _ in }
        }
        #expect(error?.code == "E2008" && error?.byteOffset == before.count)
    }

    @Test func everyControlCharacterInATextIsRefused() {
        for byte in UInt8.min..<0x20 {
            let document =
                Array((Self.head + "\"n\":\"abcdefghij").utf8) + [byte] + Array("\",\(Self.tail)".utf8)
            var parser = BookParser()
            #expect(throws: BookParseError.self) { try parser.withBook(in: document.span.bytes) { _ in } }
        }
    }
}
