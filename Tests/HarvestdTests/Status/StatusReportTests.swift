import HarvestCore
import Testing

@testable import harvestd

@Suite struct StatusReportTests {
    private let plain = TextStyle(choice: "never", isTerminal: false, variables: [:])

    private static let minimal =
        #"{"type":"status","running":true,"version":"1","#
        + #""at":"2026-01-01T00:00:00Z","health":"HEALTH","jobs":[]}"#

    private func screen(_ report: StatusReport, refusal: String? = nil) -> String {
        StatusScreen(report: report, refusal: refusal).text(
            style: plain, times: TimeStyle(isLocal: false), isGrouped: true)
    }

    private func node(_ text: String) throws -> JSONNode {
        try JSONDocument(parsing: Array(text.utf8), from: Endpoint(source: "test", name: "status")).root
    }

    @Test func aReportIsReadAsItWasWritten() throws {
        let report = StatusSample.report
        #expect(StatusReport(try node(report.json.line)) == report)
    }

    @Test(arguments: [
        "{}", "[]", "1", #"{"type":"status"}"#, #"{"type":"status","running":true,"version":1}"#,
        Self.minimal.replacing("HEALTH", with: "fine"),
        Self.minimal.replacing("HEALTH", with: "failing"),  // It has no finding that says so.
    ])
    func whatIsNoReportIsNotTakenForOne(_ text: String) throws {
        #expect(StatusReport(try node(text)) == nil)
    }

    @Test func theLeastReportIsTaken() throws {
        let report = StatusReport(try node(Self.minimal.replacing("HEALTH", with: "ok")))
        #expect(report?.isFine == true)
    }

    @Test func theScreenReadsSo() {
        #expect(
            screen(StatusSample.report) == """
                harvestd 0.1.0  running 3 d 4 h  pid 811  store sqlite data/harvest.sqlite3 \
                (full durability)  settings .env
                ▲ degraded  ready  newest book 4 s ago  newest count 3 m ago  journal 12 MB
                JOB                 LAST OK  EVERY  RUNS/1h  ERR  P95 ms  ROWS/1h  NEXT
                quote_top_sync      4 s ago  10 s       360    0     212   72,000  in 6 s
                post_sync elonmusk  -        2 m         28    2     212       11  running
                ! degraded post_sync elonmusk: no success for 6 m, every 2 m
                hint: harvestd runs --job post_sync --failed

                """)
    }

    @Test func aServiceThatIsDownIsSaidSoFirst() {
        var report = StatusSample.report
        report.isRunning = false
        let lines = screen(report, refusal: "nothing answers at 127.0.0.1:9187").split(separator: "\n")
        #expect(lines[0] == "harvestd is not running: nothing answers at 127.0.0.1:9187")
        #expect(lines[1] == "from the database sqlite data/harvest.sqlite3:")
        #expect(!lines.contains { $0.hasPrefix("!") })
    }

    @Test func nothingFromOutsideMovesTheCursor() {
        var report = StatusSample.report
        let hostile = "a\u{1B}[2J\u{9B}31m\u{202E}b\nc\u{7}"
        report.service.version = hostile
        report.service.store = hostile
        report.service.durability = hostile
        report.service.settingsFile = hostile
        report.jobs[1].name = hostile
        report.jobs[1].handle = hostile
        report.jobs[1].error = hostile
        report.verdict = HealthVerdict(
            findings: [.init(subject: hostile, health: .failing, reason: hostile)], unreadiness: [hostile])
        for text in [screen(report), screen(report, refusal: hostile), report.json.line] {
            let unsafe = text.unicodeScalars.filter {
                ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E
            }
            #expect(unsafe.isEmpty, "\(text.debugDescription)")
        }
        #expect(screen(report).split(separator: "\n").count == 8)
    }

    @Test(
        arguments: [
            (.zero, "0 s"), (.seconds(-5), "0 s"), (.milliseconds(1_999), "1 s"), (.seconds(119), "119 s"),
            (.seconds(120), "2 m"), (.seconds(7_199), "119 m"), (.hours(2), "2 h"),
            (.hours(2) + .minutes(5), "2 h 5 m"), (.hours(48), "2 d"), (.hours(76), "3 d 4 h"),
        ] as [(Duration, String)])
    func agesAreShort(_ length: Duration, _ text: String) { #expect(Age.text(length) == text) }
}
