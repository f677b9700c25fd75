/// Decides which waiting request may start: first come, first served at each host, hosts in turn.
///
/// libcurl can hold requests back too, but its queue is one for all hosts, so that a host that hangs would
/// stop the others. Here a host gets as many requests at a time as it may have connections; once it has
/// answered over HTTP/2, where many share one connection, it gets as many as `streamsPerHost`.
struct Admission {
    private struct Lane {
        var waiting: [UInt64] = []
        var underWay = 0
        var isMultiplexed = false
    }

    private let connectionsPerHost: Int
    private let connections: Int
    private let streamsPerHost: Int
    private var lanes: [String: Lane] = [:]
    /// Hosts with somebody waiting; the first is served next.
    private var turns: [String] = []
    private var connectionsNeeded = 0

    /// Starts with nobody waiting.
    init(connectionsPerHost: Int, connections: Int, streamsPerHost: Int) {
        self.connectionsPerHost = connectionsPerHost
        self.connections = connections
        self.streamsPerHost = streamsPerHost
    }

    /// Puts a request at the end of its host's line.
    mutating func enqueue(_ id: UInt64, host: String) {
        forgetIdleHosts()
        lanes[host, default: Lane()].waiting.append(id)
        if !turns.contains(host) { turns.append(host) }
    }

    /// Takes out the request that may start now; `nil` when none may.
    mutating func next() -> UInt64? {
        for (index, host) in turns.enumerated() {
            guard var lane = lanes[host], let id = lane.waiting.first, mayStart(lane) else { continue }
            lane.waiting.removeFirst()
            connectionsNeeded += lane.underWay < connectionsPerHost ? 1 : 0
            lane.underWay += 1
            lanes[host] = lane
            turns.remove(at: index)
            if !lane.waiting.isEmpty { turns.append(host) }
            return id
        }
        return nil
    }

    /// A request that was started has ended.
    mutating func finish(host: String) {
        guard var lane = lanes[host], lane.underWay > 0 else { return }
        lane.underWay -= 1
        connectionsNeeded -= lane.underWay < connectionsPerHost ? 1 : 0
        lanes[host] = lane
    }

    /// Takes a waiting request out of the line.
    mutating func withdraw(_ id: UInt64, host: String) {
        lanes[host]?.waiting.removeAll { $0 == id }
        if lanes[host]?.waiting.isEmpty ?? true { turns.removeAll { $0 == host } }
    }

    /// Notes whether requests to the host share connections.
    mutating func learn(host: String, isMultiplexed: Bool) {
        lanes[host]?.isMultiplexed = isMultiplexed
    }

    private func mayStart(_ lane: Lane) -> Bool {
        if lane.underWay < connectionsPerHost { return connectionsNeeded < connections }
        return lane.isMultiplexed && lane.underWay < streamsPerHost
    }

    // What is known of hosts nobody asks any more must not grow without end.
    private mutating func forgetIdleHosts() {
        guard lanes.count > 256 else { return }
        lanes = lanes.filter { $0.value.underWay > 0 || !$0.value.waiting.isEmpty }
    }
}
