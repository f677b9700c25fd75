internal import Foundation
internal import HarvestCore
internal import HarvestTestSupport
internal import Testing

/// The engine under thousands of seeds: each one an order of steps, a set of faults and a moment to stop.
///
/// `HARVEST_SEEDS=1000000` runs more of them, `HARVEST_SEED=4711` only that one, with its whole course.
@Suite struct EngineSimulationTests {
    #if TSAN
        private static let usualSeedCount = 300
    #else
        private static let usualSeedCount = 10_000
    #endif

    private static let threads = ProcessInfo.processInfo.activeProcessorCount

    private static var seeds: Range<UInt64> { 1..<UInt64(number("HARVEST_SEEDS") ?? usualSeedCount) + 1 }

    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    @Test func everySeedKeepsEveryPromise() async {
        if let seed = Self.number("HARVEST_SEED") { return report(Self.course(of: UInt64(seed))) }
        let outcomes = await SimulationSeries.run(Self.seeds, threads: Self.threads)
        #expect(outcomes.count == Self.seeds.count)
        for outcome in outcomes.filter({ !$0.violations.isEmpty }).prefix(10) { report(outcome) }
        print(Self.figures(of: outcomes))
        // A world in which nothing happens keeps every promise, too.
        let count = outcomes.count
        #expect(outcomes.reduce(0) { $0 + $1.runCount } > 5 * count)
        #expect(outcomes.reduce(0) { $0 + $1.requestCount } > 5 * count)
        #expect(outcomes.reduce(0) { $0 + $1.retryCount } > count / 2)
        #expect(outcomes.reduce(0) { $0 + $1.complaintCount } > count / 4)
        #expect(count < 5_000 || outcomes.contains { $0.overdueCount > 0 })
    }

    /// The bugs are planted in test support; the same seeds must find each of them.
    @Test(arguments: SimulationPlan.PlantedBug.allCases)
    func aPlantedReentrancyBugIsFound(_ bug: SimulationPlan.PlantedBug) async throws {
        let outcomes = await SimulationSeries.run(Self.seeds, threads: 1, bug: bug, endsEarly: true)
        let found = try #require(outcomes.last, "no seed was run")
        let sign =
            switch bug {
            case .carelessDesk: "the desk fetches the same picture twice at a time"
            case .carelessLimiter: "requests in"
            }
        #expect(found.violations.contains { $0.contains(sign) }, "found by no seed: \(bug)")
        #expect(Simulation.run(seed: found.plan.seed).violations.isEmpty, "the seed fails without the bug")
    }

    /// Waits and intervals are counted by the clock that never jumps: not a step changes.
    @Test func aWallClockThatJumpsChangesNothing() async {
        let plans = (1...400).map { SimulationPlan(seed: $0) }.filter { $0.wallJump != nil }.prefix(60)
        #expect(plans.count == 60)
        for var plan in plans {
            let jumping = Simulation.run(plan)
            // A jump of no length takes the same steps to make.
            plan.wallJump?.by = .zero
            #expect(Simulation.run(plan).digest == jumping.digest, "seed \(plan.seed)")
        }
    }

    @Test func aSeedHasOneCourse() async throws {
        let seeds: Range<UInt64> = 1..<41
        let once = await SimulationSeries.run(seeds, threads: Self.threads)
        let again = await SimulationSeries.run(seeds, threads: 1)
        #expect(once.map(\.digest) == again.map(\.digest))
        #expect(Set(once.map(\.digest)).count == seeds.count)
    }

    /// Another process has another seed for its dictionaries and other addresses.
    @Test func aSeedHasOneCourseInEveryProcess() async throws {
        let child = try #require(
            await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
                let outcomes = await SimulationSeries.run(1..<21, threads: 2)
                print("digests", outcomes.map { String($0.digest) }.joined(separator: " "))
            })
        let lines = String(decoding: child.standardOutputContent, as: UTF8.self).split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix("digests ") })
        let here = await SimulationSeries.run(1..<21, threads: 2).map { String($0.digest) }
        #expect(line.split(separator: " ").dropFirst().map(String.init) == here)
    }

    private static func course(of seed: UInt64) -> SimulationOutcome {
        let outcome = Simulation.run(seed: seed, keepsLines: true)
        print(outcome.lines.joined(separator: "\n"))
        print(outcome)
        return outcome
    }

    private static func figures(of outcomes: [SimulationOutcome]) -> String {
        let hours = outcomes.reduce(0) { $0 + $1.virtualTime.inSeconds } / 3_600
        let longest = outcomes.map(\.stopTook.inSeconds).max() ?? 0
        let late = outcomes.count { $0.stopTook > .seconds(60) }
        return "\(outcomes.count) seeds, \(Int(hours)) hours of virtual time; the longest stop took "
            + "\(Int(longest)) s, \(late) took more than 60 s"
    }

    private func report(_ outcome: SimulationOutcome) {
        #expect(outcome.violations.isEmpty, Comment(rawValue: outcome.description))
    }
}
