internal import CAllocationCount
internal import Foundation
internal import HarvestBenchmarks

/// `swift run -c release Benchmarks`: runs the suites and prints a table, or JSON for whoever compares; with
/// a word first, does another job.
@main
enum Benchmarks {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let command = CorpusCommand(arguments) { return try command.run() }
        if let command = PeerCommand(arguments, allocationCount: { Int(harvest_allocation_count()) }) {
            exit(command.run())
        }
        guard let options = BenchmarkOptions(arguments) else {
            PeerCommand.complain(BenchmarkOptions.usage)
            PeerCommand.complain(PeerCommand.usage)
            exit(64)
        }
        let plans = BenchmarkCatalogue.plans(matching: options.filter)
        if options.isList {
            for plan in plans { print("\(plan.name)  \(plan.suite(itemCount: 1, seed: 1).summary)") }
            return
        }
        if try await run(plans, options) > 0 { exit(1) }
    }

    /// Runs the suites one after the other; gives the number of items on which contenders differ, because a
    /// comparison of different answers is no comparison, and of broken promises if they are to be checked.
    private static func run(_ plans: [BenchmarkPlan], _ options: BenchmarkOptions) async throws -> Int {
        let harness = BenchmarkHarness(rounds: options.rounds) { Int(harvest_allocation_count()) }
        var failures = 0
        for plan in plans {
            let suite = plan.suite(itemCount: options.items, seed: options.seed)
            let report = await harness.run(suite)
            print(options.isJSON ? try json(of: report) : text(of: report, suite))
            failures += report.disagreements
            guard options.isCheck else { continue }
            for line in report.brokenPromises {
                let count = (line.allocationsPerItem ?? 0) * Double(report.items)
                PeerCommand.complain("\(line.suite): \(line.contender) allocates \(count) times a round")
                failures += 1
            }
        }
        return failures
    }

    private static func json(of report: BenchmarkReport) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try report.lines.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
            .joined(separator: "\n")
    }

    private static func text(of report: BenchmarkReport, _ suite: BenchmarkSuite) -> String {
        var lines = ["\(report.suite): \(suite.summary); \(report.items) items, \(report.rounds) rounds"]
        lines += report.lines.map { line in
            let columns = [
                line.contender.padding(toLength: 40, withPad: " ", startingAt: 0),
                String(format: "%11.1f ns", line.nanosecondsPerItem),
                String(format: "± %4.1f %%", line.spread * 50),
                line.bytesPerSecond.map { String(format: "%8.1f MB/s", $0 / 1e6) } ?? "             ",
                line.allocationsPerItem.map { String(format: "%7.2f allocations", $0) } ?? "",
                line.timesOurs.map { String(format: "%7.2f x", $0) } ?? "",
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
