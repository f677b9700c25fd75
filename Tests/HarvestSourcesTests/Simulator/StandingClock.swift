internal import HarvestCore

/// A clock that stands still; waits end with cancellation only.
struct StandingClock: EngineClock {
    var now: Timestamp { SimulatorDesk.moment }
    var uptime: Duration { .seconds(100) }

    func sleep(until deadline: Duration) async throws {
        let (never, _) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        for await _ in never {}
        throw CancellationError()
    }
}
