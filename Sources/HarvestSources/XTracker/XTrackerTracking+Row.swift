internal import HarvestCore

extension XTrackerTracking {
    /// The row of the window.
    func row(capturedAt: Timestamp) -> TrackingWindow {
        TrackingWindow(
            id: id, accountID: accountID, title: title, start: start, end: end, isActive: isActive ?? true,
            createdAt: capturedAt, updatedAt: capturedAt)
    }
}
