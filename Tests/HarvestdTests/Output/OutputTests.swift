import HarvestCore
import Testing

@testable import harvestd

@Suite struct OutputTests {
    private let plain = TextStyle(choice: "never", isTerminal: false, variables: [:])

    @Test func columnsLineUp() {
        var table = TextTable(["JOB", "ROWS", "PRICE"])
        table.add([.text("post_sync"), .integer(1_234_567), .exact("0.5")])
        table.add([.text("a\u{1B}[31mb"), .missing, .exact("12345.25")])
        table.add([.text("日本")])
        let utc = TimeStyle(isLocal: false)
        #expect(
            table.text(style: plain, times: utc, isGrouped: false) == """
                JOB           ROWS     PRICE
                post_sync  1234567       0.5
                a[31mb           -  12345.25
                日本             -         -

                """)
        #expect(table.text(style: plain, times: utc, isGrouped: true).contains("1,234,567        0.5"))
    }

    @Test(arguments: [
        ("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234567.125", "-1,234,567.125"), ("-100", "-100"),
        ("1000000", "1,000,000"), ("0.000001", "0.000001"),
    ])
    func thousandsAreGrouped(_ digits: String, _ grouped: String) {
        #expect(TextTable.grouped(digits) == grouped)
    }

    @Test(arguments: [
        ("a\nb\tc\rd", "a b c d"), ("\u{1B}]0;x\u{07}", "]0;x"), ("a\u{202E}b\u{2066}c", "abc"),
        ("\u{9B}31m", "31m"),
        ("plain é 日", "plain é 日"), ("\u{7F}\u{0}", ""), ("a\u{200B}b\u{FEFF}", "ab"),
    ])
    func textFromOutsideMovesNoCursor(_ raw: String, _ safe: String) {
        #expect(SafeText.oneLine(raw) == safe)
    }

    @Test(
        arguments: [
            (nil, true, [:], false), (nil, true, ["TERM": "xterm"], true),
            (nil, false, ["TERM": "xterm"], false),
            (nil, true, ["TERM": "dumb"], false), (nil, true, ["TERM": "xterm", "NO_COLOR": "1"], false),
            (nil, true, ["TERM": "xterm", "NO_COLOR": ""], true), ("always", false, ["NO_COLOR": "1"], true),
            ("never", true, ["TERM": "xterm"], false), ("auto", true, ["TERM": "xterm"], true),
        ] as [(String?, Bool, [String: String], Bool)])
    func colourIsForTerminals(
        _ choice: String?, _ isTerminal: Bool, _ variables: [String: String], _ isOn: Bool
    ) {
        let style = TextStyle(choice: choice, isTerminal: isTerminal, variables: variables)
        #expect(style.isOn == isOn)
        #expect(style.red("x") == (style.isOn ? "\u{1B}[31mx\u{1B}[0m" : "x"))
    }

    @Test func progressIsRareOffATerminal() {
        var log = ProgressLine(isTerminal: false)
        #expect(log.update("1 of 9", at: .seconds(0)) == "1 of 9\n")
        #expect(log.update("2 of 9", at: .seconds(9)) == nil)
        #expect(log.update("3 of 9", at: .seconds(10)) == "3 of 9\n")
        #expect(log.end().isEmpty)
        var screen = ProgressLine(isTerminal: true)
        #expect(screen.update("1\u{1B}[2J", at: .seconds(0)) == "\r\u{1B}[K1[2J")
        #expect(screen.update("2", at: .milliseconds(100)) == nil)
        #expect(screen.end() == "\r\u{1B}[K")
    }

    @Test func jsonIsExactAndInOneLine() {
        let value = JSONValue.object([
            "a": .array([1, true, .null, .number(0.1), .number(.infinity)]), "b\"": "x\n\u{1}\u{2028}é\\",
            "c": nil,
        ])
        #expect(value.line == #"{"a":[1,true,null,0.1,null],"b\"":"x\n\u0001\u2028é\\","c":null}"#)
    }

    @Test func stringsForTerminalsMoveNoCursorAndStoredOnesStayAsTheyAre() {
        let text = "\"\\\n\r\t\u{1B}\u{7F}\u{9B}\u{2029}é日"
        #expect(JSONValue.string(text).line == #""\"\\\n\r\t\u001b\u007f\u009b\u2029é日""#)
        var stored: [UInt8] = []
        ColumnValue.text(text).appendJSON(to: &stored)
        let plain = #""\"\\\n\r\t\u001b"# + "\u{7F}\u{9B}\u{2029}é日\""
        #expect(String(decoding: stored, as: UTF8.self) == plain)
        #expect(JSONWriter.string(text) == plain)
    }

    @Test func timesAreUTCOffATerminal() {
        let moment = Timestamp(milliseconds: 1_500)
        #expect(TimeStyle(isLocal: false).text(moment) == "1970-01-01T00:00:01.5Z")
        let local = TimeStyle(isLocal: true).text(moment)
        #expect(local.wholeMatch(of: /19(70|69)-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d\d:\d\d/) != nil)
    }
}
