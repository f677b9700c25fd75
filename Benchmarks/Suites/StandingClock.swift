internal import HarvestCore

/// A clock that stands still: what is measured with it must not wait.
struct StandingClock: EngineClock {
    var now: Timestamp { Timestamp(seconds: 1_760_000_000) }
    var uptime: Duration { .zero }

    func sleep(until deadline: Duration) async throws {}
}
