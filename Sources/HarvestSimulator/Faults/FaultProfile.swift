/// A mixture of faults under one name, for a simulator that runs by itself.
public enum FaultProfile: String, Hashable, Sendable, CaseIterable {
    /// Nothing goes wrong.
    case none
    /// Nine of ten requests end with a 503.
    case errors
    /// Every third request is one too many; half of those say so by date.
    case complaints
    /// Web pages, and errors of the service's own, with status 200.
    case pages
    /// Bodies, gzip streams and documents that end too early, and connections that close without an answer.
    case cuts
    /// Answers that begin late or come a few bytes at a time.
    case drips
    /// Bodies that inflate without measure or never end.
    case bombs
    /// A little of everything: one request in eight meets something.
    case mixed

    /// The faults of the mixture, each with its share of the requests.
    private var parts: [(fault: SimulatorFault, share: Double)] {
        switch self {
        case .none: []
        case .errors: [(.status(503, body: "busy"), 0.9)]
        case .complaints:
            [
                (.tooMany(retryAfter: .seconds(5), asDate: false), 1.0 / 6),
                (.tooMany(retryAfter: .seconds(5), asDate: true), 1.0 / 6),
            ]
        case .pages: [(.webPage(status: 200), 0.15), (.errorBody("Too Many Requests"), 0.15)]
        case .cuts:
            [(.cutBody(after: 50), 0.1), (.cutGzip(after: 50), 0.1), (.malformedJSON, 0.1), (.dropped, 0.1)]
        case .drips: [(.delay(.seconds(3)), 0.2), (.drip(bytes: 10, every: .seconds(1)), 0.1)]
        case .bombs: [(.gzipBomb(bytes: 1 << 24), 0.1), (.endlessBody, 0.1)]
        case .mixed:
            Self.allCases.filter { $0 != .mixed }.flatMap(\.parts).map { ($0.fault, 1.0 / 104) }
        }
    }

    /// Switches the faults of the mixture on, for all requests, until they are switched off.
    public func apply(to switchboard: FaultSwitchboard) {
        for (fault, share) in parts { switchboard.add(fault, share: share) }
    }
}
