internal import HarvestCore

extension Composition {
    /// The jobs on their schedules, as a roster takes them.
    var plan: [RosterEntry] { jobs.map(entry) }

    /// A roster of these jobs; nothing starts.
    func roster() -> Roster {
        Roster(plan, clock: clock, events: events, seed: seeds["roster"])
    }

    /// The jobs by their groups, as the tree shows them.
    var groups: [SupervisionTree] {
        Group.allCases.map { group in
            let leaves = jobs.filter { $0.group == group }.map { job in
                SupervisionTree.service(
                    job.name, note: "every \(interval(of: job).inWords): \(job.note)", entry(job).service)
            }
            return .group(group.rawValue, note: group.note, leaves)
        }
    }

    private func entry(_ job: Job) -> RosterEntry {
        let interval = interval(of: job)
        var traits = job.traits
        traits["interval"] = interval.inWords
        let slowDown = ScheduledJob.SlowDown(
            threshold: configuration.postFailureThreshold, interval: configuration.postFailureInterval)
        let isSlowedDown = job.collector.job == .postSync
        if isSlowedDown {
            traits["slow-down"] = "every \(slowDown.interval.inWords) after \(slowDown.threshold) failures"
        }
        let service = ScheduledJob(
            job.collector, every: interval, slowDown: isSlowedDown ? slowDown : nil, runner: runner,
            clock: clock, seed: seeds[job.name])
        return RosterEntry(job.name, traits: traits, service)
    }

    private func interval(of job: Job) -> Duration {
        // Every job has an interval in the configuration table; a test holds that.
        configuration.interval(of: job.collector.job) ?? .minutes(5)
    }
}

extension Duration {
    /// `10 s`, as settings count it.
    fileprivate var inWords: String { "\(milliseconds / 1_000) s" }
}
