import HarvestCore
import HarvestSources
import HarvestStore
import Testing

@testable import harvestd

@Suite struct FailureReportTests {
    private let plain = TextStyle(choice: "never", isTerminal: false, variables: [:])

    @Test func aFailureIsToldInFourLines() {
        #expect(
            FailureReport(SampleFailure()).text(style: plain) == """
                error: clob: no connection
                  because: timed out after 10 s
                  fix: check the network
                  docs: harvestd help E1103

                """)
    }

    @Test func aProgramGetsOneObject() {
        #expect(
            FailureReport(SampleFailure(cause: nil, remedy: nil)).json.line
                == #"{"type":"error","code":"E1103","class":"retryable","message":"clob: no connection","#
                + #""cause":null,"hint":null}"#)
    }

    @Test func everyProblemOfAConfigurationIsTold() {
        let problems = [
            ConfigurationProblem(
                place: ".env:4", key: "POLARIS_A", value: "“x”", what: "it is a number", hint: nil),
            ConfigurationProblem(
                place: ".env:5", key: nil, value: nil, what: "there is no = in this line", hint: "h"),
        ]
        let report = FailureReport(ConfigurationError(problems: problems))
        #expect(
            report.text(style: plain) == """
                error: the configuration has 2 problems
                  because: .env:4: POLARIS_A=“x”: it is a number
                  because: .env:5: there is no = in this line
                  fix: h
                  docs: harvestd help E4101

                """)
        #expect(report.json.line.contains(#""class":"config""#))
        #expect(report.json.line.contains(#""problems":[{"problem":".env:4: "#))
        #expect(report.exitCode == .configuration)
    }

    @Test func theClassFollowsTheAdvice() {
        for (advice, kind) in [
            (Advice.retry(after: nil), FailureReport.Kind.retryable), (.reconnect, .retryable),
            (.skip, .terminal),
            (.stop, .terminal),
        ] {
            #expect(FailureReport(SampleFailure(advice: advice)).kind == kind)
        }
        #expect(FailureReport(SampleFailure(code: "E4005")).kind == .config)
    }

    @Test func realErrorsHaveTheirExitCodes() {
        #expect(FailureReport(TransportError(.dns, host: "h")).exitCode == .unavailable)
        #expect(FailureReport(StoreError.wrongPassword("s", cause: nil)).exitCode == .permission)
        #expect(FailureReport(StoreError.diskFull("s", cause: nil)).exitCode == .cannotCreate)
        #expect(FailureReport(StoreError.schemaNewer("s", found: 9, known: 1)).exitCode == .configuration)
        #expect(FailureReport(StoreError.busy("s", waited: .seconds(1), cause: nil)).exitCode == .locked)
        #expect(FailureReport(CancellationError()).exitCode == .interrupted)
    }

    @Test func whatIsNotOursIsToldInWordsToo() {
        struct Odd: Error {}
        let report = FailureReport(Odd())
        #expect(report.code == "E5000")
        #expect(report.exitCode == .failure)
        #expect(report.text(style: plain).split(separator: "\n").count == 3)
    }

    @Test func noCauseMovesACursor() {
        let report = FailureReport(SampleFailure(message: "a\u{1B}[2Jb\nerror: forged"))
        #expect(report.text(style: plain).hasPrefix("error: a[2Jb error: forged\n"))
    }
}
