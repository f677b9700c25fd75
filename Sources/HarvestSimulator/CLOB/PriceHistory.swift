internal import HarvestCore

/// `GET /prices-history`: middle prices at even distances, even where nothing was traded.
struct PriceHistory {
    let world: World
    let moment: Timestamp

    /// Widest range that is answered, in seconds.
    private static let widestRange: Int64 = 1_296_000
    /// Points lie this many seconds after round minutes.
    private static let offset: Int64 = 6

    func answer(_ request: SimulatedRequest) -> SimulatedResponse {
        guard let token = request.query["market"], WideNumber(token) != nil else {
            return CLOBResponder.failure(400, "Invalid token id")
        }
        let fidelity = max(1, request.query.number("fidelity") ?? 1)
        switch range(request, fidelity) {
        case .failure(let refusal): return CLOBResponder.failure(400, "invalid filters: " + refusal.reason)
        case .success(let range):
            return points(token, range, fidelity)
        }
    }

    private struct Refusal: Error { let reason: String }

    private func range(
        _ request: SimulatedRequest, _ fidelity: Int
    ) -> Result<ClosedRange<Int64>, Refusal> {
        let now = moment.microseconds / 1_000_000
        if let name = request.query["interval"] {
            guard let (seconds, finest) = Self.intervals[name] else {
                return .failure(Refusal(reason: "unknown 'interval'"))
            }
            guard fidelity >= finest || request.query.number("fidelity") == nil else {
                return .failure(Refusal(reason: "minimum 'fidelity' for '\(name)' range is \(finest)"))
            }
            return .success(now - seconds...now)
        }
        guard let start = request.query.number("startTs").map(Int64.init) else {
            return .failure(Refusal(reason: "either 'interval' or 'startTs' must be given"))
        }
        let end = request.query.number("endTs").map(Int64.init) ?? now
        guard end - start <= Self.widestRange else {
            return .failure(Refusal(reason: "'startTs' and 'endTs' interval is too long"))
        }
        return .success(start...max(start, end))
    }

    /// Seconds back and the finest distance in minutes, by name.
    private static let intervals: [String: (Int64, Int)] = [
        "1h": (3_600, 1), "6h": (21_600, 1), "1d": (86_400, 1), "1w": (604_800, 5), "1m": (2_678_400, 10),
        "max": (2_678_400, 1), "all": (2_678_400, 1),
    ]

    private func points(_ token: String, _ range: ClosedRange<Int64>, _ fidelity: Int) -> SimulatedResponse {
        var json = JSONWriter(reserving: 64 * 1_024)
        json.beginObject()
        json.key("history")
        json.beginArray()
        if let (market, outcome) = world.find(token: token, at: moment) {
            let step = Int64(fidelity) * 60
            let first = max(range.lowerBound, market.event.created.microseconds / 1_000_000)
            let last = min(range.upperBound, min(moment, market.settlement.closes).microseconds / 1_000_000)
            var time = (first + step - 1 - Self.offset) / step * step + Self.offset
            while time <= last {
                write(market, outcome, time, to: &json)
                time += step
            }
        }
        json.endArray()
        json.endObject()
        return SimulatedResponse(json)
    }

    private func write(_ market: MarketFacts, _ outcome: Int, _ time: Int64, to json: inout JSONWriter) {
        let middle = max(1, min(999, world.middle(of: market, at: Timestamp(seconds: time))))
        json.beginObject()
        json.member("t", Int(time))
        json.member("p", number: Wire.price(outcome == 0 ? middle : 1_000 - middle))
        json.endObject()
    }
}
