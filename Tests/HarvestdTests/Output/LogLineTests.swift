import HarvestCore
import HarvestTestSupport
import Testing

@testable import harvestd

@Suite struct LogLineTests {
    private let plain = TextStyle(choice: "never", isTerminal: false, variables: [:])
    private let moment = Timestamp(milliseconds: 1_768_478_400_250)
    private let event = EngineEvent(
        "JobFinished", level: .warning,
        [
            "job": "post_sync", "rows": 12, "dur_ms": .duration(.milliseconds(1_500)), "ok": true,
            "err": "E1103 no \"way\"\nout\u{1B}[31m=x", "none": nil, "at": .timestamp(Timestamp(seconds: 0)),
            "share": .number(0.5), "empty": "",
        ])

    @Test func logfmtIsOneLineWithATime() {
        #expect(
            LogLine.text(event, at: moment, as: .logfmt, style: plain)
                == "time=2026-01-15T12:00:00.250000Z level=warning event=JobFinished job=post_sync rows=12"
                + #" dur_ms=1500 ok=true err="E1103 no \"way\" out[31m=x" at=1970-01-01T00:00:00Z"#
                + #" share=0.5 empty="""#
                + "\n")
    }

    @Test func theJournalGetsAPriorityAndNoTime() {
        for (level, priority) in zip(EngineEvent.Level.allCases, [7, 6, 5, 4, 3]) {
            let line = LogLine.text(EngineEvent("X", level: level), at: moment, as: .journal, style: plain)
            #expect(line == "<\(priority)>event=X\n")
        }
    }

    @Test func jsonIsOneObjectALine() {
        #expect(
            LogLine.text(event, at: moment, as: .json, style: plain)
                == #"{"time":"2026-01-15T12:00:00.250000Z","level":"warning","event":"JobFinished","#
                + #""job":"post_sync","rows":12,"dur_ms":1500,"ok":true,"err":"E1103 no \"way\" out[31m=x","#
                + #""at":"1970-01-01T00:00:00Z","share":0.5,"empty":""}"# + "\n")
    }

    @Test func peopleGetTheTimeOfDay() {
        let line = LogLine.text(EngineEvent("Started"), at: moment, as: .text, style: plain)
        #expect(line == "12:00:00Z info    Started\n")
    }

    @Test func aFieldCannotPoseAsTheLine() {
        let forged = EngineEvent("X", ["level": "error", "a b=c": "d"])
        #expect(
            LogLine.text(forged, at: moment, as: .logfmt, style: plain)
                == "time=2026-01-15T12:00:00.250000Z level=info event=X level_=error abc=d\n")
    }

    @Test func onlyLinesOfTheLevelAskedForAreWrittenAndNoneHoldsASecret() throws {
        let lines = Recorder<String>()
        let secrets = SecretKeeper()
        secrets.learn(from: try #require(DatabaseAddress(parsing: "postgresql://u:canary9@h/d")))
        let writer = LogWriter(
            format: .logfmt, least: .notice, style: plain, clock: ManualClock(), secrets: secrets
        ) { lines.record($0) }
        for level in EngineEvent.Level.allCases {
            writer.report(EngineEvent("X", level: level, ["e": "canary9"]))
        }
        #expect(lines.facts.count == 3)
        #expect(lines.facts.allSatisfy { $0.contains("e=***") })
    }

    @Test func theJournalIsKnownByTheStreamItReads() throws {
        let stream = Descriptor.standardError
        let identity = try #require(stream.identity)
        let named = ["JOURNAL_STREAM": "\(identity.device):\(identity.inode)"]
        #expect(LogFormat(.auto, stream: stream, variables: named) == .journal)
        #expect(LogFormat(.auto, stream: stream, variables: ["JOURNAL_STREAM": "0:0"]) != .journal)
        #expect(LogFormat(.json, stream: stream, variables: named) == .json)
    }
}
