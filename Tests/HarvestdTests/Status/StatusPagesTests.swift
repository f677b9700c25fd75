import HarvestCore
import HarvestTestSupport
import Testing

@testable import harvestd

@Suite struct StatusPagesTests {
    private func pages(_ verdict: HealthVerdict = .init(findings: [], unreadiness: [])) -> StatusPages {
        var report = StatusSample.report
        report.verdict = verdict
        let fixed = report
        return StatusPages(report: { fixed }, metrics: { "m 1\n" })
    }

    private func answer(
        _ path: String, method: String = "GET", host: String? = "127.0.0.1:9187",
        _ verdict: HealthVerdict = .init(findings: [], unreadiness: [])
    ) -> StatusAnswer {
        pages(verdict).answer(to: StatusRequest(method: method, path: path, host: host))
    }

    @Test(arguments: [
        "localhost", "localhost:9187", "127.0.0.1", "127.0.0.1:80", "127.1.2.3:9", "[::1]", "[::1]:9187",
        "LOCALHOST:1",
    ])
    func whoAsksForThisMachineIsAnswered(_ host: String) {
        #expect(answer("/livez", host: host).status == 200)
    }

    @Test(arguments: [
        "evil.example", "evil.example:9187", "127.0.0.1.evil.example", "localhost.evil.example:9187",
        "127.0.0.1@evil.example", "192.168.0.1:9187", "", " localhost", "127.0.0.1:99999", "0.0.0.0:9187",
    ])
    func aNameThatWasPointedHereIsNot(_ host: String) {
        for path in StatusPages.paths { #expect(answer(path, host: host).status == 403) }
    }

    @Test func aRequestWithoutAHostIsWrong() { #expect(answer("/livez", host: nil).status == 400) }

    @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get", "X"])
    func nothingButReadingIsPossible(_ method: String) {
        let answer = answer("/metrics", method: method)
        #expect(answer.status == 405)
        #expect(answer.allow == "GET, HEAD")
    }

    @Test func everyPageHasItsType() {
        #expect(answer("/metrics").contentType == "text/plain; version=0.0.4; charset=utf-8")
        #expect(answer("/metrics").body == "m 1\n")
        #expect(answer("/status.json").contentType == "application/json")
        #expect(answer("/metrics", method: "HEAD").status == 200)
        #expect(answer("/").status == 404)
        #expect(answer("/metrics/").status == 404)
    }

    @Test(
        arguments: [
            (Health.ok, true, 200, 200), (.degraded, true, 200, 200), (.failing, true, 200, 503),
            (.ok, false, 503, 200), (.failing, false, 503, 503),
        ] as [(Health, Bool, Int, Int)])
    func aliveReadyAndWellAreThreeQuestions(_ health: Health, isReady: Bool, _ readyz: Int, _ healthz: Int) {
        let findings = [HealthVerdict.Finding(subject: "post_sync", health: health, reason: "why\u{1B}[31m")]
        let verdict = HealthVerdict(
            findings: health == .ok ? [] : findings, unreadiness: isReady ? [] : ["too old"])
        #expect(answer("/livez", verdict).status == 200)
        #expect(answer("/readyz", verdict).status == readyz)
        let page = answer("/healthz", verdict)
        #expect(page.status == healthz)
        #expect(page.body.hasPrefix(health.word + "\n"))
        #expect(health == .ok || page.body.contains("\(health.word) post_sync: why[31m\n"))
    }
}
