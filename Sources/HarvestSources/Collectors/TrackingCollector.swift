public import HarvestCore

/// Job `tracking_sync`: the account of a handle and its counting windows.
public struct TrackingCollector: Collector {
    public let job = JobName.trackingSync
    public let source = "xtracker"

    private let xtracker: XTrackerSource
    private let handle: String

    /// Makes a collector for one handle.
    public init(xtracker: XTrackerSource, handle: String) {
        self.xtracker = xtracker
        self.handle = handle
    }

    public var subject: String? { handle }

    public func collect(into run: JobRun) async throws {
        let user = try await xtracker.user(handle, intake: run.intake)
        await run.keepOddities(of: user)
        for element in user.elements { await run.append(element.row(capturedAt: user.capturedAt)) }
        let trackings = try await xtracker.trackings(handle, intake: run.intake)
        await run.keepOddities(of: trackings)
        await run.append(contentsOf: trackings.elements.map { $0.row(capturedAt: trackings.capturedAt) })
        await run.append(cursor(of: trackings))
    }

    private func cursor(of trackings: Answer<XTrackerTracking>) -> Cursor {
        var facts: [TrackingID: TrackingFacts] = [:]
        for tracking in trackings.elements {
            facts[tracking.id] = TrackingFacts(
                linkedSlug: tracking.eventSlug, updatedAt: tracking.updatedAt)
        }
        let newest = trackings.elements.compactMap(\.updatedAt).max()
        return Cursor(
            key: TrackingFacts.cursorPrefix + handle.lowercased(), value: newest?.description ?? "",
            meta: TrackingFacts.meta(facts), updatedAt: trackings.capturedAt)
    }
}
