internal import HarvestCore

/// Counts of a window as the tracker shows them. "Daily" is its word for hours.
struct TrackingStats: Sendable {
    /// One hour of a window.
    struct Hour: Sendable {
        let start: Timestamp
        let count: Int
        let cumulative: Int
    }

    let hours: [Hour]
    let total: Int
    let daysTotal: Int
    let daysElapsed: Int
    let daysRemaining: Int
    let pace: Int
    let percentComplete: Int
    let isComplete: Bool

    /// Works the numbers out with the formulas that reproduce every recorded answer; `now` is the last sync.
    init(_ tracking: SimulatedTracking, stream: PostStream, now: Timestamp) {
        var hours: [Hour] = []
        var total = 0
        var start = tracking.start
        while start <= min(now, tracking.end) {
            let end = min(start + .hours(1), tracking.end + .seconds(1))
            let count = stream.known(from: start, to: end, at: now)
            total += count
            hours.append(Hour(start: start, count: count, cumulative: total))
            start = start + .hours(1)
        }
        self.hours = hours
        self.total = total
        daysTotal = Self.days(tracking.end - tracking.start)
        daysElapsed = max(0, min(Self.days(now - tracking.start), daysTotal))
        daysRemaining = max(0, Self.days(tracking.end - now))
        pace = daysElapsed == 0 ? 0 : (2 * total * daysTotal + daysElapsed) / (2 * daysElapsed)
        percentComplete = daysTotal == 0 ? 0 : (200 * daysElapsed + daysTotal) / (2 * daysTotal)
        isComplete = now > tracking.end
    }

    /// Days, rounded up.
    private static func days(_ duration: Duration) -> Int {
        let day = Duration.days(1).microseconds
        let (whole, rest) = duration.microseconds.quotientAndRemainder(dividingBy: day)
        return Int(rest > 0 ? whole + 1 : whole)
    }
}
