import HarvestCore
import Testing

@testable import harvestd

@Suite struct MetricsTextTests {
    @Test(
        arguments: [
            (0, "0"), (1, "1"), (-2, "-2"), (0.5, "0.5"), (1_768_478_400.25, "1768478400.25"),
            (1e300, "1e+300"),
            (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
        ] as [(Double, String)])
    func numbersAreWrittenAsTheFormatWantsThem(_ value: Double, _ text: String) {
        #expect(MetricsText.number(value) == text)
    }

    @Test func labelsCannotBreakOutOfTheirQuotes() {
        var values = MetricValues()
        values.add(1, to: MetricTable.restarts, ["a\"} 1\nevil 1 \\"])
        #expect(
            MetricsText.text(values) == """
                # HELP harvestd_service_restarts_total Restarts of services that failed
                # TYPE harvestd_service_restarts_total counter
                harvestd_service_restarts_total{service="a\\"} 1\\nevil 1 \\\\"} 1

                """)
    }

    @Test func aHistogramCountsUpwards() {
        var values = MetricValues()
        for length in [0.05, 0.0501, 299, 1_000] {
            values.observe(length, in: MetricTable.jobDuration, ["x"])
        }
        let lines = MetricsText.text(values).split(separator: "\n").dropFirst(2)
        let counts = lines.compactMap { $0.split(separator: " ").last }
        #expect(counts == ["1", "2", "2", "2", "2", "2", "2", "2", "2", "2", "3", "4", "1299.1001", "4"])
        #expect(lines.contains("harvestd_job_duration_seconds_bucket{job=\"x\",le=\"+Inf\"} 4"))
    }

    @Test func seriesAreBounded() {
        var values = MetricValues()
        for index in 0..<10_000 { values.add(1, to: MetricTable.retries, ["source", "E\(index)"]) }
        let series = values.series(of: MetricTable.retries)
        #expect(series.count == MetricValues.maximumSeries + 1)
        #expect(series.contains { $0.labels == ["other", "other"] && $0.value == .number(9_900) })
    }

    @Test func everyMetricIsDescribedByTheRulesOfThePage() {
        for metric in MetricTable.all {
            #expect(metric.name.hasPrefix("harvestd_") || metric.name.hasPrefix("process_"))
            #expect((metric.kind == .counter) == metric.name.hasSuffix("_total"), "\(metric.name)")
            #expect(!metric.summary.isEmpty && !metric.summary.hasSuffix("."))
            #expect(!metric.labels.contains { ["token", "market", "handle", "run_id"].contains($0) })
        }
        #expect(Set(MetricTable.all.map(\.name)).count == MetricTable.all.count)
    }
}
