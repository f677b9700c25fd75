internal import HarvestCore

/// One simulation from its seed: the engine from start to stop in virtual time, and what came of it.
package enum Simulation {
    /// The most steps between two moments of virtual time; more means that something turns in circles.
    private static let longestMoment = 100_000

    /// Runs a seed on the calling thread.
    package static func run(
        seed: UInt64, bug: SimulationPlan.PlantedBug? = nil, keepsLines: Bool = false
    ) -> SimulationOutcome {
        run(SimulationPlan(seed: seed, bug: bug), keepsLines: keepsLines)
    }

    /// Runs a plan on the calling thread.
    package static func run(_ plan: SimulationPlan, keepsLines: Bool = false) -> SimulationOutcome {
        let clock = VirtualClock()
        let executor = SeededExecutor(seed: SplitMix64.seed(plan.seed, for: "order"))
        let ledger = SimulationLedger(clock: clock, keepsLines: keepsLines)
        let engine = SimulatedEngine(plan, clock: clock, ledger: ledger)
        let result = Locked<Result?>(nil)
        Task(executorPreference: executor) {
            let end = await Self.life(of: engine)
            let violations = await Self.violations(of: engine)
            result.withLock { $0 = Result(end: end, violations: violations) }
        }
        var violations = drive(executor, engine) { result.withLock { $0 != nil } }
        if clock.sleeperCount > 0, violations.isEmpty { violations.append("a task outlives the engine") }
        if executor.strayCount > 0 { violations.append("work came from another thread") }
        let end = result.withLock { $0 }
        return SimulationOutcome(
            plan: plan, facts: ledger.facts, violations: violations + (end?.violations ?? []),
            virtualTime: clock.uptime, stopTook: max((end?.end ?? clock.uptime) - plan.stopAt, .zero))
    }

    /// How the engine ended.
    private struct Result: Sendable {
        let end: Duration
        let violations: [String]
    }

    /// Runs and wakes until `isOver`; answers what keeps it from getting there.
    private static func drive(
        _ executor: SeededExecutor, _ engine: SimulatedEngine, until isOver: () -> Bool
    ) -> [String] {
        let deadline = engine.plan.stopAt + SimulationPlan.longestStop
        while true {
            if executor.runUntilIdle(maximum: longestMoment) == longestMoment {
                return ["something turns in circles"]
            }
            if isOver() { return [] }
            if engine.clock.uptime > deadline {
                return ["the engine did not end in \(SimulationPlan.longestStop) after the stop"]
            }
            if !engine.clock.wakeNext() { return ["everything waits for something that never comes"] }
        }
    }

    /// The engine from start to end, cancelled when the plan says so; answers when it had ended.
    private static func life(of engine: SimulatedEngine) async -> Duration {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    _ = try await engine.store.migrate()
                    try await engine.run()
                } catch  where engine.plan.lostAt != nil {
                    // A store that is lost ends the engine with its failure, as it should.
                } catch {
                    engine.ledger.accuse("the engine failed: \(error)")
                }
            }
            group.addTask {
                if let jump = engine.plan.wallJump {
                    // Cancelled when the engine has ended: there is nothing left to do.
                    try? await engine.clock.sleep(until: jump.at)
                    engine.clock.jumpWallClock(by: jump.by)
                }
                // The same again.
                try? await engine.clock.sleep(until: engine.plan.cancelAt ?? .hours(24))
            }
            await group.next()
            group.cancelAll()
        }
        return engine.clock.uptime
    }

    private static func violations(of engine: SimulatedEngine) async -> [String] {
        do {
            return try await SimulationCheck(engine).violations
        } catch {
            return ["the store could not be read: \(error)"]
        }
    }
}
