internal import HarvestCore

/// One run of each job, one after the other. A job that fails does not stop the others.
struct Round: Service {
    /// A job and how its run went.
    struct Outcome: Sendable {
        /// Name of the job, with its handle.
        let name: String
        /// Which job.
        let job: JobName
        /// How it went; `nil` when the round was stopped before its turn.
        let report: JobReport?
        /// Whether the round was stopped while it ran, so that its end says nothing about the services.
        let isCut: Bool
    }

    /// A round is one tick however long it takes: its three book jobs use one fetch.
    static let bookAge = Duration.hours(1)

    private let jobs: [Composition.Job]
    private let runner: JobRunner
    private let deadline: Duration
    private let outcomesSoFar = Locked<[Outcome]>([])

    /// Takes the jobs; each run may take as long as `deadline`.
    init(_ jobs: [Composition.Job], runner: JobRunner, deadline: Duration = .minutes(15)) {
        self.jobs = jobs
        self.runner = runner
        self.deadline = deadline
    }

    /// How the runs went, in their order, with the jobs that have not run yet at the end.
    var outcomes: [Outcome] {
        let soFar = outcomesSoFar.withLock { $0 }
        return soFar
            + jobs.dropFirst(soFar.count).map {
                Outcome(name: $0.name, job: $0.collector.job, report: nil, isCut: false)
            }
    }

    /// Whether it was stopped before every job had run to its end.
    var isStopped: Bool { outcomes.contains { $0.report == nil || $0.isCut } }

    func run() async throws {
        for job in jobs {
            // Stopped by a signal: what ran is stored, the rest is left for the next time.
            if Task.isCancelled { return }
            let report = await runner.run(job.collector, deadline: deadline)
            let isCut = Task.isCancelled && report.status != .ok
            let outcome = Outcome(name: job.name, job: job.collector.job, report: report, isCut: isCut)
            outcomesSoFar.withLock { $0.append(outcome) }
        }
    }
}
