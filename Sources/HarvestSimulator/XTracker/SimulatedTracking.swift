internal import HarvestCore

/// A counting window as the tracker keeps it, with the slips of the people who set some of them up by hand.
struct SimulatedTracking: Sendable {
    let id: String
    let window: TweetWindow
    let title: String
    let start: Timestamp
    let end: Timestamp
    /// Address of the event; missing for trackings made by hand.
    let marketLink: String?
    let created: Timestamp

    func isActive(at moment: Timestamp) -> Bool { moment <= end }

    func updated(at moment: Timestamp) -> Timestamp {
        isActive(at: moment) || created > end
            ? created : end + .milliseconds(9_000 + end.microseconds / 7_919 % 900)
    }
}
