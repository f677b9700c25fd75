/// How a simulation went.
package struct SimulationOutcome: Sendable, CustomStringConvertible {
    /// What the seed meant.
    package let plan: SimulationPlan
    /// The whole course as a number: the same seed gives the same one.
    package let digest: UInt64
    /// Promises that were broken; empty when all is well.
    package let violations: [String]
    /// How much time it simulated.
    package let virtualTime: Duration
    /// How long the engine took to end after it was asked to.
    package let stopTook: Duration
    /// Requests that reached the services.
    package let requestCount: Int
    /// Of these, retries.
    package let retryCount: Int
    /// Requests that were answered with a complaint about the pace.
    package let complaintCount: Int
    /// Runs that took longer than they may.
    package let overdueCount: Int
    /// Runs of jobs.
    package let runCount: Int
    /// The course in words, when it was wanted.
    package let lines: [String]

    init(
        plan: SimulationPlan, facts: SimulationLedger.Facts, violations: [String], virtualTime: Duration,
        stopTook: Duration
    ) {
        self.plan = plan
        self.violations = violations
        self.virtualTime = virtualTime
        self.stopTook = stopTook
        digest = facts.trace.digest
        lines = facts.trace.lines
        requestCount = facts.requests.values.reduce(0) { $0 + $1.count }
        retryCount = facts.retries.values.reduce(0, +)
        complaintCount = facts.complaints.count
        overdueCount = facts.overdueCount
        runCount = facts.runs.count
    }

    /// The seed, how to run it again, and what was wrong.
    package var description: String {
        let what = violations.isEmpty ? "all promises kept" : violations.joined(separator: "; ")
        return "seed \(plan.seed) (again: HARVEST_SEED=\(plan.seed)): \(what)"
    }
}
