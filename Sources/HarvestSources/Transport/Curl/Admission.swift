/// Decides which waiting request may start: first come, first served at each host, hosts in turn.
///
/// libcurl can hold requests back too, but its queue is one for all hosts, so that a host that hangs would
/// stop the others. A request that starts gets a connection to itself, so both bounds are on connections.
struct Admission {
    private struct Lane {
        var waiting: [UInt64] = []
        var underWay = 0
    }

    private let connectionsPerHost: Int
    private let connections: Int
    private var lanes: [String: Lane] = [:]
    /// Hosts with somebody waiting; the first is served next.
    private var turns: [String] = []
    private var underWay = 0

    /// Starts with nobody waiting.
    init(connectionsPerHost: Int, connections: Int) {
        self.connectionsPerHost = connectionsPerHost
        self.connections = connections
    }

    /// Puts a request at the end of its host's line.
    mutating func enqueue(_ id: UInt64, host: String) {
        lanes[host, default: Lane()].waiting.append(id)
        if !turns.contains(host) { turns.append(host) }
    }

    /// Takes out the request that may start now; `nil` when none may.
    mutating func next() -> UInt64? {
        guard underWay < connections else { return nil }
        for (index, host) in turns.enumerated() {
            guard var lane = lanes[host], lane.underWay < connectionsPerHost, !lane.waiting.isEmpty else {
                continue
            }
            let id = lane.waiting.removeFirst()
            lane.underWay += 1
            underWay += 1
            lanes[host] = lane
            turns.remove(at: index)
            if !lane.waiting.isEmpty { turns.append(host) }
            return id
        }
        return nil
    }

    /// A request that was started has ended.
    mutating func finish(host: String) {
        guard let lane = lanes[host], lane.underWay > 0 else { return }
        lanes[host]?.underWay -= 1
        underWay -= 1
        forgetIfIdle(host)
    }

    /// Takes a waiting request out of the line.
    mutating func withdraw(_ id: UInt64, host: String) {
        lanes[host]?.waiting.removeAll { $0 == id }
        if lanes[host]?.waiting.isEmpty ?? true { turns.removeAll { $0 == host } }
        forgetIfIdle(host)
    }

    private mutating func forgetIfIdle(_ host: String) {
        guard let lane = lanes[host], lane.underWay == 0, lane.waiting.isEmpty else { return }
        lanes[host] = nil
    }
}
