/// One metric: what it is called, what kind of number it is, and which labels tell its series apart.
struct MetricDefinition: Sendable {
    /// What kind of number it is.
    enum Kind: Sendable, Hashable {
        /// Only grows, until the process starts anew.
        case counter
        /// Goes up and down.
        case gauge
        /// Counts observations by upper bounds, which ascend.
        case histogram([Double])

        /// The word of the text format.
        var word: String {
            switch self {
            case .counter: "counter"
            case .gauge: "gauge"
            case .histogram: "histogram"
            }
        }
    }

    /// Name, unit at its end.
    let name: String
    /// What kind of number it is.
    let kind: Kind
    /// Names of its labels, in the order in which values are given.
    let labels: [String]
    /// What it says, in a sentence without its full stop.
    let summary: String

    /// Describes a metric.
    init(_ name: String, _ kind: Kind, by labels: [String] = [], _ summary: String) {
        self.name = name
        self.kind = kind
        self.labels = labels
        self.summary = summary
    }
}
