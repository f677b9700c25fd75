package import HarvestCore

/// What happened in a simulation, as those saw it who took part: the evidence for `SimulationCheck`.
package final class SimulationLedger: EngineEventSink {
    /// A run as the engine told of it.
    struct Run: Sendable {
        /// The job.
        let job: String
        /// Rows it has taken.
        var rowCount = 0
        /// Rows it knows to be stored.
        var acknowledgedCount = 0
        /// Rows its report says are stored, rejected elements aside, once it has ended.
        var reportedCount: Int?
    }

    /// A time in which a service wants no requests.
    struct Complaint: Sendable {
        let service: String
        let from: Duration
        let until: Duration
    }

    /// Everything that was noted.
    struct Facts: Sendable {
        var trace: SimulationTrace
        var runs: [String: Run] = [:]
        var requests: [String: [Duration]] = [:]
        var firstAttempts: [String: Int] = [:]
        var retries: [String: Int] = [:]
        var complaints: [Complaint] = []
        /// Runs that took longer than they may.
        var overdueCount = 0
        /// Jobs that run now.
        var active: Set<String> = []
        /// Greatest item of each handle that was told to be stored.
        var acknowledgedItems: [String: Int] = [:]
        /// What was seen to be wrong while it happened.
        var violations: [String] = []
    }

    private let clock: VirtualClock
    private let state: Locked<Facts>

    init(clock: VirtualClock, keepsLines: Bool) {
        self.clock = clock
        state = Locked(Facts(trace: SimulationTrace(keepsLines: keepsLines)))
    }

    /// Everything so far.
    var facts: Facts { state.withLock { $0 } }

    package func report(_ event: EngineEvent) {
        let now = clock.uptime
        state.withLock { facts in
            let run = event["run_id"]?.description ?? ""
            switch event.name {
            case "JobStarted": facts.runs[run] = Run(job: event["job"]?.description ?? "")
            case "JobFinished":
                let count = event.count(["new", "changed", "unchanged"]) - event.count(["rejected"])
                facts.runs[run]?.reportedCount = count
                if event["err"]?.description.hasPrefix("E5003") == true { facts.overdueCount += 1 }
                facts.trace.note(run, UInt64(bitPattern: Int64(count)), at: now)
            case "RequestRetried": facts.retries[event["source"]?.description ?? "", default: 0] += 1
            default: break
            }
            facts.trace.note(event.name, UInt64(event.fields.count), at: now)
        }
    }

    /// A request reached a service.
    func noteRequest(to service: String, at now: Duration) {
        state.withLock { facts in
            facts.requests[service, default: []].append(now)
            facts.trace.note(service, 0, at: now)
        }
    }

    /// A collector asks something for the first time.
    func noteFirstAttempt(at service: String) {
        state.withLock { $0.firstAttempts[service, default: 0] += 1 }
    }

    /// A service says when the next request may come.
    func noteComplaint(of service: String, from: Duration, until: Duration) {
        state.withLock { $0.complaints.append(Complaint(service: service, from: from, until: until)) }
    }

    /// A collector of this name begins; says so when it runs already.
    func begin(_ name: String) {
        state.withLock { facts in
            if !facts.active.insert(name).inserted { facts.violations.append("\(name) runs twice at a time") }
        }
    }

    /// A collector of this name has ended.
    func end(_ name: String) { _ = state.withLock { $0.active.remove(name) } }

    /// The number of the next row of a run.
    func takeRowNumber(of run: RunID) -> Int {
        state.withLock { facts in
            let count = facts.runs[run.description]?.rowCount ?? 0
            facts.runs[run.description]?.rowCount = count + 1
            return count
        }
    }

    /// A run was told that all its rows so far are stored.
    func acknowledge(_ run: RunID) {
        state.withLock { facts in
            let count = facts.runs[run.description]?.rowCount ?? 0
            facts.runs[run.description]?.acknowledgedCount = count
        }
    }

    /// A run was told that the items of a handle are stored up to this one.
    func acknowledge(_ item: Int, of handle: String) {
        state.withLock { facts in
            facts.acknowledgedItems[handle] = max(facts.acknowledgedItems[handle] ?? 0, item)
        }
    }

    /// Something is wrong.
    func accuse(_ violation: String) { state.withLock { $0.violations.append(violation) } }
}

extension EngineEvent {
    /// The sum of fields that hold whole numbers.
    fileprivate func count(_ names: [String]) -> Int {
        names.reduce(0) { sum, name in
            if case .integer(let value) = self[name] { sum + value } else { sum }
        }
    }
}
