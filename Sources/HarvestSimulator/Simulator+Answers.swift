internal import HarvestCore

/// From a request to an answer that is ready for the wire: faults, services, headers, compression.
extension Simulator {
    func answer(_ request: SimulatedRequest) -> PreparedAnswer {
        let faults = faults.take(for: request.target)
        let now = now
        var request = request
        for case .paging(let lie) in faults { request.lie = lie }
        var response = FaultyAnswers.replacement(faults, at: now) ?? respond(to: request, at: now)
        FaultyAnswers.damage(&response, faults)
        response.headers += [("content-type", response.contentType), ("date", Wire.header(now))]
        var answer = PreparedAnswer(status: response.status, headers: response.headers, body: response.body)
        FaultyAnswers.pack(&answer, faults, acceptsGzip: request.acceptsGzip)
        let isDropped = answer.delivery.isDropped
        requests.add { number in
            LoggedRequest(
                number: number, method: request.method, target: request.target,
                endpoint: EndpointNames.endpoint(of: request), bodyLength: request.body.count,
                status: isDropped ? 0 : answer.status, answerLength: isDropped ? 0 : answer.body.count,
                time: now, uptime: clock.uptime)
        }
        return answer
    }

    /// What the service meant by a request would say.
    func respond(to request: SimulatedRequest, at now: Timestamp) -> SimulatedResponse {
        switch request.path.first {
        case "gamma": gamma(request, now)
        case "clob": CLOBResponder(world: world, moment: now).respond(to: request)
        case "xtracker": XTrackerResponder(world: world, moment: now).respond(to: request)
        default: CLOBResponder.failure(404, "not found")
        }
    }

    /// Gamma's answers come from a cache: they show the moment it was filled, and their headers say so.
    private func gamma(_ request: SimulatedRequest, _ now: Timestamp) -> SimulatedResponse {
        let staleness = configuration.gammaStaleness
        let shown = staleness > .zero ? now.floored(to: staleness) : now
        var response = GammaResponder(world: world, moment: shown).respond(to: request)
        let age = Int((now - shown).microseconds / 1_000_000)
        response.headers += [
            ("cache-control", "public, max-age=\(staleness.microseconds / 1_000_000)"), ("age", String(age)),
            ("last-modified", Wire.header(shown)), ("expires", Wire.header(shown + staleness)),
            ("cf-cache-status", age > 0 ? "HIT" : "MISS"), ("vary", "Accept-Encoding, Origin"),
        ]
        return response
    }
}
