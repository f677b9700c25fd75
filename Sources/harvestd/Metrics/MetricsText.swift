/// Metrics in the text format of Prometheus, version 0.0.4.
enum MetricsText {
    /// What the answer's `Content-Type` must be; Prometheus 3 refuses answers without it.
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// All metrics that have a value.
    static func text(_ values: MetricValues) -> String {
        MetricTable.all.map { metric in
            let series = values.series(of: metric)
            guard !series.isEmpty else { return "" }
            return
                "# HELP \(metric.name) \(help(metric.summary))\n# TYPE \(metric.name) \(metric.kind.word)\n"
                + series.map { lines(metric, $0.labels, $0.value) }.joined()
        }.joined()
    }

    /// A number as the format writes it: whole ones without a fraction.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }

    private static func lines(_ metric: MetricDefinition, _ labels: [String], _ value: MetricValue) -> String
    {
        let pairs = Array(zip(metric.labels, labels))
        switch value {
        case .number(let number): return line(metric.name, pairs, Self.number(number))
        case .histogram(let counts, let sum):
            guard case .histogram(let bounds) = metric.kind else { return "" }
            var total: UInt64 = 0
            var text = ""
            for (bound, count) in zip(bounds + [.infinity], counts) {
                total += count
                text += line("\(metric.name)_bucket", pairs + [("le", Self.number(bound))], String(total))
            }
            return text + line("\(metric.name)_sum", pairs, Self.number(sum))
                + line("\(metric.name)_count", pairs, String(total))
        }
    }

    private static func line(_ name: String, _ labels: [(String, String)], _ value: String) -> String {
        let inner = labels.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",")
        return "\(name)\(inner.isEmpty ? "" : "{\(inner)}") \(value)\n"
    }

    private static func escaped(_ text: String) -> String {
        help(text).split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
    }

    private static func help(_ text: String) -> String {
        text.map { $0 == "\\" ? "\\\\" : $0.isNewline ? "\\n" : String($0) }.joined()
    }
}
