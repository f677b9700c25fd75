internal import HarvestCore
internal import HarvestSources

/// One small question to one upstream service.
struct UpstreamExamination: Sendable {
    /// What a service is called in the report.
    let name: String
    private let url: String
    /// Whether the body is the service's time in seconds since 1970.
    private let tellsTime: Bool

    /// The questions: the cheapest of each service, because they count against its limits.
    static func all(_ configuration: Configuration) -> [UpstreamExamination] {
        let handle = configuration.handles.first ?? "elonmusk"
        return [
            UpstreamExamination(
                name: "gamma", url: "\(configuration.gamma.address)/events/keyset?limit=1", tellsTime: false),
            UpstreamExamination(name: "clob", url: "\(configuration.clob.address)/time", tellsTime: true),
            UpstreamExamination(
                name: "xtracker", url: "\(configuration.xtracker.address)/users/\(handle)", tellsTime: false),
        ]
    }

    /// Asks, and judges the answer.
    func checks(by transport: any HTTPTransport, clock: any EngineClock) async -> [DoctorCheck] {
        var request = HTTPRequest.get(url)
        request.limits = ResponseLimits(wireBytes: 4 << 20, decodedBytes: 16 << 20)
        request.deadlines = RequestDeadlines(
            connect: .seconds(5), firstByte: .seconds(10), total: .seconds(15))
        let (before, start) = (clock.now, clock.uptime)
        do {
            let response = try await transport.response(to: request)
            let latency = clock.uptime - start
            return [answerCheck(response, latency)] + skewCheck(response, before: before)
        } catch {
            return [.failed("upstream", name, error: error)]
        }
    }

    private func answerCheck(_ response: HTTPResponse, _ latency: Duration) -> DoctorCheck {
        let milliseconds = "\(latency.milliseconds) ms"
        switch response.status {
        case 200..<300:
            if latency > .seconds(3) {
                return .warning("upstream", name, "answers slowly, in \(milliseconds)", fix: nil)
            }
            return .ok("upstream", name, "answers in \(milliseconds)")
        case 404 where name == "xtracker":
            return .failed(
                "upstream", name, "does not know the account", code: "E1204", fix: "correct --handle")
        case 401, 403:
            return failed(response, "refuses this machine", code: "E1203", fix: "see harvestd help E1203")
        case 429:
            return failed(response, "says too many requests", code: "E1229", fix: "wait, or lower its rate")
        case 500...:
            return failed(response, "is in trouble", code: "E1250", fix: "wait; it is their side")
        default:
            return failed(response, "refuses the question", code: "E1200", fix: "check its address")
        }
    }

    private func failed(_ response: HTTPResponse, _ what: String, code: String, fix: String) -> DoctorCheck {
        .failed("upstream", name, "\(what) (HTTP \(response.status))", code: code, fix: fix)
    }

    private func skewCheck(_ response: HTTPResponse, before: Timestamp) -> [DoctorCheck] {
        guard let theirs = time(in: response) else { return [] }
        let skew = ClockSkew(
            theirs: theirs, uncertainty: .seconds(1), before: before, after: response.receivedAt)
        return [skew.check("clock", "against \(name)", of: name)]
    }

    private func time(in response: HTTPResponse) -> Timestamp? {
        if tellsTime, response.status == 200, let seconds = Self.seconds(response.body) {
            return Timestamp(seconds: seconds)
        }
        // A cached answer carries the time at which it was made, not the time it is.
        guard response.headers["Age"] == nil else { return nil }
        return response.headers["Date"].flatMap(HTTPDate.parse)
    }

    private static func seconds(_ body: [UInt8]) -> Int64? {
        let text = String(decoding: body.prefix(32), as: UTF8.self).trimming { $0.isWhitespace || $0 == "\"" }
        guard let value = Int64(text), (0...10_000_000_000).contains(value) else { return nil }
        return value
    }
}
