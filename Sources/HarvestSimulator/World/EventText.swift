/// The words of one event and of its markets.
struct EventText: Sendable {
    let title: String
    let slug: String
    let description: String
    let source: String
    let picture: String
    let tagIDs: [Int]
    /// Slug of the series, when it is part of one.
    var series: String?
    var recurrence = "weekly"
    var isAugmented = false
    let markets: [MarketText]
}
