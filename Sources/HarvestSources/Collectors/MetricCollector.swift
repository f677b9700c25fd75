public import HarvestCore

/// Job `metric_sync`: an account's daily counts of the last two weeks.
///
/// Past days are read again because XTracker corrects them.
public struct MetricCollector: Collector {
    public let job = JobName.metricSync
    public let source = "xtracker"

    /// How far back days are read again.
    public static let lookBack = Duration.days(14)

    private let xtracker: XTrackerSource
    private let store: any Store
    private let handle: String

    /// Makes a collector for one handle.
    public init(xtracker: XTrackerSource, store: any Store, handle: String) {
        self.xtracker = xtracker
        self.store = store
        self.handle = handle
    }

    public var subject: String? { handle }

    public func collect(into run: JobRun) async throws {
        let accounts = try await WatchedAccounts(handles: [handle], store: run.reading(store))
        guard let account = accounts[handle] else {
            return await run.skip(
                until: "account \(handle) is not stored; tracking_sync stores it when XTracker knows it")
        }
        let today = run.clock.now.day.start
        let answer = try await xtracker.metrics(
            account, from: today - Self.lookBack, to: today + .days(1), intake: run.intake)
        await run.keepOddities(of: answer)
        await run.append(contentsOf: answer.elements.map { $0.row(capturedAt: answer.capturedAt) })
    }
}
