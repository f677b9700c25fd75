public import HarvestCore

/// Which requests came: counted for ever, remembered up to a bound.
public final class RequestLog: Sendable {
    private struct State {
        var counts: [Endpoint: Int] = [:]
        var total = 0
        var requests: [LoggedRequest] = []
    }

    private let state = Locked(State())
    private let bound: Int

    init(bound: Int) { self.bound = max(bound, 1) }

    /// Number of all requests.
    public var total: Int { state.withLock { $0.total } }

    /// Number of requests by endpoint.
    public var counts: [Endpoint: Int] { state.withLock { $0.counts } }

    /// Number of requests to one endpoint, such as `gamma`, `events/keyset`.
    public func count(_ source: String, _ name: String) -> Int {
        state.withLock { $0.counts[Endpoint(source: source, name: name)] ?? 0 }
    }

    /// The newest requests, oldest first, as many as the configuration's bound.
    public var requests: [LoggedRequest] { state.withLock { Array($0.requests.suffix(bound)) } }

    /// Forgets everything.
    public func clear() {
        state.withLock { $0 = State() }
    }

    func add(_ request: (_ number: Int) -> LoggedRequest) {
        state.withLock { state in
            state.total += 1
            let entry = request(state.total)
            state.counts[entry.endpoint, default: 0] += 1
            state.requests.append(entry)
            // Cutting in big steps keeps the cost of a request constant.
            if state.requests.count >= 2 * bound { state.requests.removeFirst(state.requests.count - bound) }
        }
    }
}
