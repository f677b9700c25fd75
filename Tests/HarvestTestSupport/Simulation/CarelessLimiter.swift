internal import HarvestCore
internal import HarvestSources

/// A planted bug: a limiter that is an actor and still waits between looking into its bucket and taking.
actor CarelessLimiter: HTTPTransport {
    private var bucket = SimulationPlan.bucket
    private let clock: VirtualClock
    private let transport: SimulatedService

    init(before transport: SimulatedService, clock: VirtualClock) {
        self.transport = transport
        self.clock = clock
    }

    func response(to request: HTTPRequest) async throws -> HTTPResponse {
        while case let wait = bucket.wait(at: clock.uptime), wait > .zero { try await clock.sleep(for: wait) }
        // Here another caller sees the permit that this one is about to take.
        await Task.yield()
        bucket.take(at: clock.uptime)
        return try await transport.response(to: request)
    }
}
