/// The words of one market.
struct MarketText: Sendable {
    let question: String
    let slug: String
    /// Absent for the only market of an event.
    let groupTitle: String?
    var outcomes = ["Yes", "No"]
    /// Whether it is the "Other" of a negative-risk event that may grow.
    var isOther = false
}
