/// The values of all metrics. A value type: whoever prints it has a copy that nobody changes any more.
struct MetricValues: Sendable, Hashable {
    /// The most series of one metric; what comes beyond is counted in one series whose labels say so.
    static let maximumSeries = 100
    /// What stands in every label of the series that takes the rest.
    static let overflow = "other"

    private var series: [String: [[String]: MetricValue]] = [:]

    /// Adds to a counter; with zero, makes it appear.
    mutating func add(_ amount: Double, to metric: MetricDefinition, _ labels: [String] = []) {
        change(metric, labels) { $0.add(amount) }
    }

    /// Sets a gauge.
    mutating func set(_ metric: MetricDefinition, _ labels: [String] = [], to value: Double) {
        change(metric, labels) { $0 = .number(value) }
    }

    /// Takes a gauge away that has no value any more.
    mutating func clear(_ metric: MetricDefinition) { series[metric.name] = nil }

    /// Takes an observation for a histogram.
    mutating func observe(_ value: Double, in metric: MetricDefinition, _ labels: [String] = []) {
        guard case .histogram(let bounds) = metric.kind else { return }
        change(metric, labels) { $0.observe(value, bounds: bounds) }
    }

    /// The series of a metric in the order of their labels.
    func series(of metric: MetricDefinition) -> [(labels: [String], value: MetricValue)] {
        (series[metric.name] ?? [:]).sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map { (labels: $0.key, value: $0.value) }
    }

    private mutating func change(
        _ metric: MetricDefinition, _ labels: [String], _ change: (inout MetricValue) -> Void
    ) {
        var known = series[metric.name] ?? [:]
        // The dictionary must not be shared while it changes, or every event would copy it.
        series[metric.name] = nil
        let isRoom = known[labels] != nil || known.count < Self.maximumSeries
        let key = isRoom ? labels : metric.labels.map { _ in Self.overflow }
        change(&known[key, default: MetricValue(startOf: metric.kind)])
        series[metric.name] = known
    }
}
