internal import HarvestCore

/// What the status server answers, as a pure function of the question and of what is known.
///
/// Only whoever asks for this machine by one of its own names is answered: a page in a browser can make its
/// host's name point to 127.0.0.1, but it cannot change the name it asks for.
struct StatusPages: Sendable {
    private let report: @Sendable () -> StatusReport
    private let metrics: @Sendable () -> String

    /// Takes what it reads from; both are called once a question and must not wait.
    init(report: @escaping @Sendable () -> StatusReport, metrics: @escaping @Sendable () -> String) {
        self.report = report
        self.metrics = metrics
    }

    /// The pages there are.
    static let paths = ["/livez", "/readyz", "/healthz", "/metrics", "/status.json"]

    /// The answer to a question.
    func answer(to request: StatusRequest) -> StatusAnswer {
        guard let host = request.host else { return .text(400, "no Host field\n") }
        guard Self.isThisMachine(host) else {
            return .text(403, "ask for 127.0.0.1, [::1] or localhost\n")
        }
        guard request.method == "GET" || request.method == "HEAD" else {
            var answer = StatusAnswer.text(405, "only GET and HEAD\n")
            answer.allow = "GET, HEAD"
            return answer
        }
        return page(request.path)
    }

    private func page(_ path: String) -> StatusAnswer {
        switch path {
        // That somebody answers is all it says; whether the work goes on is for the others.
        case "/livez": .text(200, "alive\n")
        case "/readyz": readiness(report().verdict)
        case "/healthz": health(report().verdict)
        case "/metrics":
            StatusAnswer(status: 200, contentType: MetricsText.contentType, body: metrics())
        case "/status.json":
            StatusAnswer(status: 200, contentType: "application/json", body: report().json.line + "\n")
        default: .text(404, "there are " + Self.paths.joined(separator: " ") + "\n")
        }
    }

    private func readiness(_ verdict: HealthVerdict) -> StatusAnswer {
        guard !verdict.isReady else { return .text(200, "ready\n") }
        return .text(503, (["not ready"] + verdict.unreadiness).joined(separator: "\n") + "\n")
    }

    private func health(_ verdict: HealthVerdict) -> StatusAnswer {
        let lines = [verdict.health.word] + verdict.findings.map(\.line)
        return .text(
            verdict.health == .failing ? 503 : 200,
            lines.map(SafeText.oneLine).joined(separator: "\n") + "\n")
    }

    /// Whether a Host field names this machine: a loopback address or `localhost`, with any port.
    static func isThisMachine(_ field: String) -> Bool {
        let isBare = StatusAddress.loopback(field[...]) != nil
        return isBare || StatusAddress(parsing: field) != nil
    }
}
