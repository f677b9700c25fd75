internal import HarvestCore

/// Which events there are at one moment, by number.
///
/// Worlds change only on multiples of `step`, so one catalogue serves many requests.
struct Catalogue: Sendable {
    /// Lives of events start and end on multiples of this.
    static let step = Duration.seconds(10)

    let moment: Timestamp
    /// All events, open and closed, with ascending numbers.
    let events: [EventFacts]
    /// Markets before each event, and all of them at the end.
    let marketsBefore: [Int]

    init(moment: Timestamp, events: [EventFacts]) {
        self.moment = moment
        self.events = events.sorted { $0.number < $1.number }
        var marketsBefore = [0]
        marketsBefore.reserveCapacity(events.count + 1)
        for event in self.events {
            marketsBefore.append(marketsBefore[marketsBefore.count - 1] + event.marketCount)
        }
        self.marketsBefore = marketsBefore
    }
}
