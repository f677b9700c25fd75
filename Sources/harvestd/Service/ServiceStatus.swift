internal import HarvestCore

/// How the service is doing, in words: one line for the service manager, a table for a person.
struct ServiceStatus: Sendable {
    private struct Line {
        let name: String
        let state: RosterStanding.State
        let last: JobReport?
        let wait: Duration?
    }

    private let lines: [Line]
    private let waitingBatches: Int
    private let capacity: Int
    private let uptime: Duration

    /// Looks at every job and at the channel.
    init(of roster: Roster, channel: BatchChannel, clock: any EngineClock) async {
        uptime = clock.uptime
        var lines: [Line] = []
        for standing in await roster.standings {
            let job = standing.service as? ScheduledJob
            let last = await job?.lastReport
            let wait = await job?.wait(at: uptime)
            lines.append(Line(name: standing.name, state: standing.state, last: last, wait: wait))
        }
        self.lines = lines
        waitingBatches = channel.count
        capacity = channel.capacity
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
    }

    /// The headline and a line for each job: state, how its last run ended, when the next one begins.
    var text: [String] { [headline] + lines.map(words) }

    private func words(_ line: Line) -> String {
        let last = line.last.map { "last run \($0.status.rawValue) in \($0.duration.milliseconds) ms" }
        let state =
            switch line.state {
            case .waiting: "starts"
            case .running: line.wait.map { $0 > .zero ? "next in \(seconds($0))" : "under way" } ?? "runs"
            case .restarting(let time): "starts again in \(seconds(time - uptime))"
            case .givenUp(let time): "given up, tried again in \(seconds(time - uptime))"
            case .ended: "ended"
            }
        return "\(line.name): \(last ?? "no run yet"), \(state)"
    }

    private func seconds(_ duration: Duration) -> String { "\(max(duration, .zero).milliseconds / 1_000) s" }
}
