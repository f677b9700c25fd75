internal import HarvestCore

/// How the service is doing, in one line for the service manager.
struct ServiceStatus: Sendable {
    private struct Line {
        let state: RosterStanding.State
        let last: JobReport?
    }

    private let lines: [Line]
    private let waitingBatches: Int
    private let capacity: Int
    private let isBehind: Bool

    /// Looks at every job, at the channel, and whether the store has what is in the journal.
    init(of roster: Roster, channel: BatchChannel, journal: RunJournal?) async {
        var lines: [Line] = []
        for standing in await roster.standings {
            let job = standing.service as? ScheduledJob
            let last = await job?.lastReport
            lines.append(Line(state: standing.state, last: last))
        }
        self.lines = lines
        waitingBatches = channel.depth.batches
        capacity = channel.capacity
        isBehind = journal?.memory.isStoreDown ?? false
    }

    /// `13 jobs: 12 fine, 1 failing; 0 of 16 batches wait`.
    var headline: String {
        let isDown: (Line) -> Bool = { if case .running = $0.state { false } else { true } }
        let down = lines.count(where: isDown)
        let failing = lines.count { !isDown($0) && $0.last?.status == .error }
        let parts = [
            "\(lines.count - down - failing) fine", failing > 0 ? "\(failing) failing" : nil,
            down > 0 ? "\(down) down" : nil,
        ].compactMap { $0 }
        return "\(lines.count) jobs: \(parts.joined(separator: ", "));"
            + " \(waitingBatches) of \(capacity) batches wait"
            + (isBehind ? "; the database is behind the journal" : "")
    }
}
