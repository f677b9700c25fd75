internal import HarvestCore

/// One run of each job, one after the other. A job that fails does not stop the others.
struct Round: Service {
    /// A job and how its run went.
    struct Outcome: Sendable {
        /// Name of the job, with its handle.
        let name: String
        /// How it went.
        let report: JobReport
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

    /// How the runs went, in their order.
    var outcomes: [Outcome] { outcomesSoFar.withLock { $0 } }

    func run() async throws {
        for job in jobs {
            // Stopped by a signal: what ran is stored, the rest is left for the next time.
            if Task.isCancelled { return }
            let report = await runner.run(job.collector, deadline: deadline)
            outcomesSoFar.withLock { $0.append(Outcome(name: job.name, report: report)) }
        }
    }
}
