internal import HarvestCore
internal import HarvestSources

/// Many seeds, on threads of their own beside the cooperative pool.
package enum SimulationSeries {
    /// Runs the seeds on so many threads; answers the outcomes in the order of the seeds.
    ///
    /// With `endsEarly`, no further seed is begun once one has failed.
    package static func run(
        _ seeds: Range<UInt64>, threads: Int, bug: SimulationPlan.PlantedBug? = nil, endsEarly: Bool = false
    ) async -> [SimulationOutcome] {
        let outcomes = Locked<[SimulationOutcome]>([])
        let next = Locked(seeds.lowerBound)
        let isOver = Locked(false)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<threads {
                group.addTask {
                    await onThread {
                        while !isOver.withLock({ $0 }) {
                            let seed = next.withLock { seed in
                                defer { seed += 1 }
                                return seed
                            }
                            guard seed < seeds.upperBound else { return }
                            let outcome = Simulation.run(seed: seed, bug: bug)
                            if endsEarly, !outcome.violations.isEmpty { isOver.withLock { $0 = true } }
                            outcomes.withLock { $0.append(outcome) }
                        }
                    }
                }
            }
        }
        return outcomes.withLock { $0 }.sorted { $0.plan.seed < $1.plan.seed }
    }

    private static func onThread(_ body: @escaping @Sendable () -> Void) async {
        let thread = Locked<LoopThread?>(nil)
        let isStarted = await withCheckedContinuation { (done: CheckedContinuation<Bool, Never>) in
            let started = LoopThread {
                body()
                done.resume(returning: true)
            }
            if started == nil { done.resume(returning: false) }
            thread.withLock { $0 = started }
        }
        precondition(isStarted, "no thread for the simulation")
        thread.withLock { $0 }?.finish()
    }
}
