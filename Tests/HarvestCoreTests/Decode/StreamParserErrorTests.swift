import HarvestCore
import HarvestTestSupport
import Testing

/// What is no message of changes, and that such a message leaves nothing behind.
struct StreamParserErrorTests {
    /// A change that is wrong, and the code it is refused with.
    private static let changes: [(String, String)] = [
        (WireSample.change("0.0", "1"), "E2012"), (WireSample.change("0", "1"), "E2012"),
        (WireSample.change("1.1", "1"), "E2012"), (WireSample.change("0.1234567", "1"), "E2012"),
        (WireSample.change("", "1"), "E2012"), (WireSample.change("0.3", ""), "E2012"),
        (WireSample.change("0.3", "-1"), "E2012"), (WireSample.change("0.3", "1e3"), "E2012"),
        (WireSample.change("0.3", "1234567890123"), "E2012"),
        (WireSample.change("0.3", "1", side: "buy"), "E2012"),
        (WireSample.change("0.3", "1", side: ""), "E2010"),
        (WireSample.change("0.3", "1", bestBid: "1.5"), "E2012"),
        (WireSample.change("0.3", "1", bestAsk: "5000"), "E2012"),
        (WireSample.change("0.3", "1", bestBid: "x"), "E2012"), ("5", "E2004"), ("{}", "E2010"),
        (WireSample.change("0.3", "1").replacing("asset_id", with: "asset"), "E2010"),
        (WireSample.change("0.3", "1").replacing("\"price\"", with: "\"p\""), "E2010"),
        (WireSample.change("0.3", "1").replacing("\"size\"", with: "\"s\""), "E2010"),
        (WireSample.change("0.3", "1").replacing("\"0.3\"", with: "null"), "E2010"),
        (WireSample.change("0.3", "1").replacing("\"0.3\"", with: "true"), "E2012"),
    ]

    private static let right = WireSample.change("0.5", "2")

    /// A message that is wrong as a whole.
    private static let messages: [(String, String)] = [
        ("", "E2001"), ("{}", "E2010"), ("[]", "E2004"), ("PONG", "E2004"),
        (WireSample.message(right).replacing("price_change\"}", with: "book\"}"), "E2012"),
        (WireSample.message(right).replacing(",\"event_type\":\"price_change\"", with: ""), "E2010"),
        (WireSample.message(right).replacing("\"1770000000000\"", with: "\"17700000000x0\""), "E2012"),
        (WireSample.message(right).replacing("\"1770000000000\"", with: "null"), "E2010"),
        (WireSample.message(right).replacing("[{", with: "{").replacing("}]", with: "}"), "E2011"),
        (WireSample.message("").replacing("[]", with: "null"), "E2011"),
        (WireSample.message("").replacing("[]", with: "\"x\""), "E2011"),
        (WireSample.message(right) + "x", "E2006"), (WireSample.message(right + ","), "E2004"),
        (WireSample.message(right + right), "E2004"), (String(WireSample.message(right).dropLast()), "E2005"),
    ]

    private static func expect(_ message: String, _ code: String) {
        var parser = StreamParser()
        let copy = ExactCopy(message.utf8)
        do throws(BookParseError) {
            let count = try parser.withPriceChanges(in: copy.view) { $0.count }
            Issue.record("accepted with \(count) changes: \(message)")
        } catch {
            #expect(error.code == code, "\(message): \(error.message)")
            #expect(0...message.utf8.count ~= error.byteOffset, "\(message): \(error.byteOffset)")
        }
    }

    @Test func everyFaultOfAChangeSpoilsItsMessage() {
        for (change, code) in Self.changes {
            for list in [change, "\(Self.right),\(change)", "\(change),\(Self.right)"] {
                Self.expect(WireSample.message(list), code)
                Self.expect(WireSample.message(list) + " ", code)
            }
        }
    }

    @Test func everyFaultOfAMessageHasItsCode() {
        for (message, code) in Self.messages { Self.expect(message, code) }
    }

    @Test func aMessageThatFailedLeavesNothingBehind() throws {
        var parser = StreamParser()
        let wrong = WireSample.message("\(Self.right),\(WireSample.change("7", "1"))")
        let copy = ExactCopy(wrong.utf8)
        #expect(throws: BookParseError.self) { try parser.withPriceChanges(in: copy.view) { _ in } }
        let none = ExactCopy(WireSample.message("").utf8)
        #expect(try parser.withPriceChanges(in: none.view) { $0.count } == 0)
    }

    @Test(arguments: ["", " "])
    func aMessageOfMoreChangesThanTheLimitIsRefused(blank: String) {
        for count in 18...22 {
            var parser = StreamParser(limits: BookLimits(byteCount: 1 << 20, levelCount: 20, depth: 8))
            let changes = Array(repeating: Self.right, count: count).joined(separator: ",")
            let copy = ExactCopy((WireSample.message(changes) + blank).utf8)
            // What it is refused for is the only thing that can be.
            let found = try? parser.withPriceChanges(in: copy.view) { $0.count }
            #expect(found == (count > 20 ? nil : count))
        }
    }

    @Test func emptyBytesAreRefusedAtTheirStart() {
        let parser = StreamParser()
        let copy = ExactCopy([])
        for bytes in [copy.view, UnsafeRawBufferPointer(start: nil, count: 0)] {
            let error = #expect(throws: BookParseError.self) { try parser.kind(of: bytes) }
            #expect(error?.code == "E2001" && error?.byteOffset == 0)
        }
    }
}
