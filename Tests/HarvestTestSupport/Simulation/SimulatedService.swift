internal import HarvestCore
package import HarvestSources

/// The upstream services of a simulation: late, complaining, broken and silent as the plan says.
///
/// `list` has pages and `books` one answer; `feed` grows by an item every four seconds of each handle.
package final class SimulatedService: HTTPTransport {
    private let plan: SimulationPlan
    private let clock: VirtualClock
    private let ledger: SimulationLedger
    private let chance: Locked<SimulationChance>

    /// Pages of the list.
    static let pageCount = 3
    /// Time between two items of the feed.
    static let itemInterval = Duration.seconds(4)
    /// Items on a page.
    static let pageSize = 3

    init(_ plan: SimulationPlan, clock: VirtualClock, ledger: SimulationLedger) {
        self.plan = plan
        self.clock = clock
        self.ledger = ledger
        chance = Locked(SimulationChance(seed: SplitMix64.seed(plan.seed, for: "services")))
    }

    package func response(to request: HTTPRequest) async throws -> HTTPResponse {
        let words = request.url.split(separator: "/").dropFirst().map(String.init)
        guard words.count == 2, let place = Int(words[1]) else {
            throw TransportError(.badURL, host: request.url)
        }
        let service = words[0]
        ledger.noteRequest(to: service, at: clock.uptime)
        let fault = drawFault(of: service)
        try await clock.sleep(for: draw { $0.duration(in: .milliseconds(5)..<Duration.milliseconds(900)) })
        switch fault {
        case .none: return answer(200, page(of: service, at: place).bytes)
        case .cutUnnoticed: return answer(200, Array(page(of: service, at: place).bytes.dropLast()))
        case .webPage: return answer(200, Array("<html>".utf8))
        case .errorBody: return answer(200, Array("{\"error\":\"slow down\"}".utf8))
        case .trouble: return answer(503, [])
        case .cut: throw TransportError(.cutShort, host: service)
        case .reset: throw TransportError(.reset, host: service)
        case .silence:
            // Longer than any deadline of a request; some of them longer than the deadline of a run.
            try await clock.sleep(for: draw { $0.happens(1, in: 8) } ? .hours(1) : .seconds(60))
            throw TransportError(.totalTimeout, host: service)
        case .complaint: return complaint(about: service)
        }
    }

    private func draw<Value>(_ body: (inout SimulationChance) -> Value) -> Value {
        chance.withLock { body(&$0) }
    }

    private func drawFault(of service: String) -> SimulatedFault {
        let now = clock.uptime
        return draw { chance in
            if let spell = plan.spells[service], spell.span.contains(now), chance.happens(9, in: 10) {
                switch spell.kind {
                case .errors: return .trouble
                case .complaints: return .complaint
                case .silence: return .silence
                }
            }
            guard chance.happens(1, in: 12) else { return .none }
            return SimulatedFault.allCases[chance.index(below: SimulatedFault.allCases.count)]
        }
    }

    private func page(of service: String, at place: Int) -> SimulatedPage {
        switch service {
        case "list":
            SimulatedPage(
                items: (0..<Self.pageSize).map { place * Self.pageSize + $0 },
                next: place + 1 < Self.pageCount ? place + 1 : nil)
        case "feed": feed(after: place)
        default: SimulatedPage(items: Array(0..<Self.pageSize), next: nil)
        }
    }

    private func feed(after place: Int) -> SimulatedPage {
        let newest = Int(clock.uptime / Self.itemInterval)
        let items = Array((place + 1)..<max(place + 1, min(newest, place + Self.pageSize) + 1))
        return SimulatedPage(items: items, next: (items.last ?? newest) < newest ? items.last : nil)
    }

    private func complaint(about service: String) -> HTTPResponse {
        let seconds = draw { $0.index(below: 20) }
        let form = draw { $0.index(below: 3) }
        var headers: HTTPHeaders = [:]
        if form > 0 { headers.append(name: "Retry-After", value: String(seconds)) }
        ledger.noteComplaint(
            of: service, from: clock.uptime, until: clock.uptime + .seconds(form > 0 ? seconds : 1))
        return answer(429, [], headers: headers)
    }

    private func answer(_ status: Int, _ body: [UInt8], headers: HTTPHeaders = [:]) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: headers, body: body, wireByteCount: body.count, receivedAt: clock.now,
            uptime: clock.uptime)
    }
}
