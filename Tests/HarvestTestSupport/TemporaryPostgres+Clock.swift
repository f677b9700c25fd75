package import HarvestCore

extension TemporaryPostgres {
    /// Time that passes by itself, for tests of what a real server does after a real moment; no test rests on
    /// how long anything takes.
    package struct Clock: EngineClock {
        private let start = ContinuousClock().now

        package init() {}

        /// 2026-11-20T12:00:00Z and the time since the clock was made.
        package var now: Timestamp { Timestamp(seconds: 1_795_176_000) + uptime }

        package var uptime: Duration { ContinuousClock().now - start }

        package func sleep(until deadline: Duration) async throws {
            try await Task.sleep(for: deadline - uptime)
        }
    }
}
