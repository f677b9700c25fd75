import Foundation
import HarvestCore
import HarvestTestSupport
import Testing

@testable import harvestd

/// Prometheus' own tool on what we print. `make setup` puts it in .tools; without it this fails, because a
/// check that skips itself checks nothing.
@Suite struct PromtoolTests {
    private static let path: String? = {
        let own = HouseRulesRepository.root.appending(path: ".tools/promtool").path
        let places = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return ([own] + places.map { "\($0)/promtool" }).first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }()

    private func check(_ text: String) async throws -> HarvestdProcess.Outcome {
        let program = try #require(Self.path, "promtool is missing: run make setup")
        let scratch = try Scratch()
        try scratch.write("metrics", text)
        return try await HarvestdProcess.shell("'\(program)' check metrics < metrics", in: scratch)
    }

    private func monitor() throws -> ServiceMonitor {
        let monitor = try StatusBench.monitor(clock: ManualClock())
        for event in EventMetricsTests.script { monitor.report(event) }
        monitor.report(EngineEvent("JobFinished", ["job": "metric_sync", "status": "ok", "new": 1]))
        monitor.noteQueue(batches: 1, rows: 10, capacity: 16)
        return monitor
    }

    @Test func everythingWePrintIsWellFormedAndLintFree() async throws {
        let outcome = try await check(try monitor().metricsText)
        #expect(outcome.code == 0, "\(outcome)")
        #expect(outcome.output.isEmpty && outcome.errors.isEmpty, "\(outcome)")
    }

    @Test func everyMetricOfTheTableIsAmongIt() throws {
        let text = try monitor().metricsText
        let missing = MetricTable.all.filter { !text.contains("# TYPE \($0.name) ") }.map(\.name)
        #expect(missing.isEmpty)
    }

    @Test(arguments: ["a_counter 1", "# TYPE x gauge\nx{a=\"b\" 1\n", "# HELP x y\n# TYPE x counter\nx 1\n"])
    func theCheckCanFail(_ text: String) async throws { #expect(try await check(text).code != 0) }
}
