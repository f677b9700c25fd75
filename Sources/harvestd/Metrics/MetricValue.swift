/// What one series of a metric holds.
enum MetricValue: Sendable, Hashable {
    /// The value of a counter or a gauge.
    case number(Double)
    /// Observations by upper bound, those above all bounds last; each stands in one place only.
    case histogram(counts: [UInt64], sum: Double)

    /// The value a series of this kind begins with.
    init(startOf kind: MetricDefinition.Kind) {
        switch kind {
        case .counter, .gauge: self = .number(0)
        case .histogram(let bounds):
            self = .histogram(counts: Array(repeating: 0, count: bounds.count + 1), sum: 0)
        }
    }

    /// Adds to a counter.
    mutating func add(_ amount: Double) {
        if case .number(let value) = self { self = .number(value + amount) }
    }

    /// Takes an observation.
    mutating func observe(_ value: Double, bounds: [Double]) {
        guard case .histogram(var counts, let sum) = self else { return }
        let place = bounds.firstIndex { value <= $0 } ?? bounds.count
        counts[place] += 1
        self = .histogram(counts: counts, sum: sum + value)
    }
}
