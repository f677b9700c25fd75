internal import HarvestCore

/// One request as the simulated services see it.
struct SimulatedRequest: Sendable {
    let method: String
    /// Path and query as they were sent.
    let target: String
    /// Path segments, the first of which is the service.
    let path: [String]
    let query: QueryArguments
    var body: [UInt8] = []
    /// Whether the body was longer than the simulator takes.
    var isTooLarge = false
    var acceptsGzip = false
    /// How the answer's paging is to be falsified.
    var lie: PageLie?

    init(method: String, target: String) {
        self.method = method
        self.target = target
        let sides = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = sides[0].split(separator: "/").map(String.init)
        query = QueryArguments(sides.count > 1 ? sides[1] : "")
    }

    /// Path segments within the service.
    var place: ArraySlice<String> { path.dropFirst() }
}
