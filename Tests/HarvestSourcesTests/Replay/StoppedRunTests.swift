import HarvestTestSupport
import Testing

@testable import HarvestCore
@testable import HarvestSources

@Suite struct StoppedRunTests {
    /// Trouble with a page is noted and the next one asked for; a stop is none, also when a run is done
    /// again.
    @Test func aStopBetweenPagesEndsTheRunThatIsDoneAgain() async throws {
        let clock = SkippingClock()
        let upstream = Upstream(
            name: "clob", baseURL: "https://clob.example", transport: ScriptedTransport(clock: clock),
            bucket: TokenBucket(rate: 1, burst: 1), policy: RetryPolicy(seed: 0), clock: clock,
            events: EventRecorder())
        var generator = SplitMix64(seed: 1)
        let run = JobRun(
            id: RunID(using: &generator), job: .quoteTopSync, source: "clob", clock: clock,
            intake: RunIntake(tape: StoppedTape()), submit: { _ in CommitReceipt() })
        await #expect(throws: CancellationError.self) {
            _ = try await ClobSource(upstream).books([TokenID("1"), TokenID("2")], for: run) { _ in }
        }
    }
}
