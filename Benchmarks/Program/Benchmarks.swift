internal import CAllocationCount
internal import Foundation
internal import HarvestBenchmarks

/// `swift run -c release Benchmarks`: runs the suites and prints a table, or JSON for whoever compares.
@main
enum Benchmarks {
    static func main() throws {
        guard let options = BenchmarkOptions(CommandLine.arguments.dropFirst()) else {
            FileHandle.standardError.write(Data((BenchmarkOptions.usage + "\n").utf8))
            exit(64)
        }
        let suites = BenchmarkCatalogue.suites(itemCount: options.items, seed: options.seed)
            .filter { options.filter.isEmpty || $0.name.contains(options.filter) }
        if options.isList {
            for suite in suites { print("\(suite.name)  \(suite.summary)") }
            return
        }
        let harness = BenchmarkHarness(rounds: options.rounds) { Int(harvest_allocation_count()) }
        let reports = suites.map(harness.run)
        if options.isJSON {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            print(String(decoding: try encoder.encode(reports), as: UTF8.self))
        } else {
            for (report, suite) in zip(reports, suites) { print(text(of: report, suite)) }
        }
        // A comparison of different answers is no comparison.
        if reports.contains(where: { $0.disagreements > 0 }) { exit(1) }
    }

    private static func text(of report: BenchmarkReport, _ suite: BenchmarkSuite) -> String {
        var lines = ["\(report.suite): \(suite.summary); \(report.items) items, \(report.rounds) rounds"]
        lines += report.lines.map { line in
            let columns = [
                line.contender.padding(toLength: 34, withPad: " ", startingAt: 0),
                String(format: "%9.1f ns", line.nanosecondsPerItem),
                String(format: "± %4.1f %%", line.spread * 50),
                line.allocationsPerItem.map { String(format: "%7.2f allocations", $0) } ?? "",
                line.timesOurs.map { String(format: "%6.2f x", $0) } ?? "",
                "digest " + String(line.checksum, radix: 16),
            ]
            return "  " + columns.joined(separator: "  ")
        }
        if report.disagreements > 0 {
            lines.append("  \(report.disagreements) items differ between contenders")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
