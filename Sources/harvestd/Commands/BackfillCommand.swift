internal import HarvestCore
internal import HarvestSources

/// `harvestd backfill`.
enum BackfillCommand {
    static func run(_ context: CommandContext) async throws -> ExitCode {
        let now = context.clock.now
        guard let start = context.invocation.moment("start", now: now) else {
            throw UsageError.missingFlag("start", command: "backfill")
        }
        let end = context.invocation.moment("end", now: now) ?? now
        guard start < end else {
            throw UsageError(
                code: "E4005", message: "--start \(start) does not lie before --end \(end)",
                remedy: "swap them; --end is the first moment that is no longer wanted")
        }
        return try await context.withComposition { composition, _ in
            let begun = context.clock.uptime
            let round = Round(
                jobs(composition, from: start, to: end, context: context), runner: composition.runner,
                deadline: .hours(12))
            let watch = SignalWatch(notes: context.notes)
            try await composition.run(composition.once("backfill", round, until: watch.stopRequested))
            let summary = RoundSummary(outcomes: round.outcomes, duration: context.clock.uptime - begun)
            try summary.write(to: context.output)
            return summary.exitCode
        }
    }

    /// One backfill for each handle, then the matching of what came.
    private static func jobs(
        _ composition: Composition, from start: Timestamp, to end: Timestamp, context: CommandContext
    ) -> [Composition.Job] {
        let notes = context.notes
        let clock = context.clock
        let backfills = composition.configuration.handles.map { handle in
            let line = Locked(ProgressLine(isTerminal: notes.rewritesLines))
            let collector = BackfillCollector(
                xtracker: composition.xtracker, gamma: composition.gamma, handle: handle, from: start,
                to: end,
                progress: { reached in
                    let share = (reached - start).inSeconds / (end - start).inSeconds
                    let text = "\(handle): up to \(reached), \(Int(share * 100)) %"
                    if let text = line.withLock({ $0.update(text, at: clock.uptime) }) {
                        notes.progress(text)
                    }
                    if reached >= end { notes.progress(line.withLock { $0.end() }) }
                })
            return Composition.Job(
                name: "\(JobName.backfill.rawValue) \(handle)", note: "history", group: .social,
                collector: collector)
        }
        return backfills + composition.jobs.filter { $0.collector.job == .mappingSync }
    }
}
