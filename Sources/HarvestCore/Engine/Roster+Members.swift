extension Roster {
    /// The service that has been due longest at `now` without having begun, or without having ended, and for
    /// how long. One that left the plan counts until it has ended, for the next one of its name waits for it.
    public func mostLate(at now: Duration) async -> (name: String, lateness: Duration)? {
        var worst: (name: String, lateness: Duration)?
        for member in present where member.standing == .running {
            guard let service = member.entry.service as? any PunctualService else { continue }
            let lateness = await service.lateness(at: now)
            if lateness > worst?.lateness ?? .zero { worst = (member.entry.name, lateness) }
        }
        return worst
    }

    /// Runs a member until it has ended, or was dismissed, or the roster is cancelled.
    nonisolated func tend(_ member: RosterMember) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await member.predecessor?.wait()
                await self.keepRunning(member)
            }
            group.addTask { await member.dismissal.wait() }
            await group.next()
            group.cancelAll()
        }
        member.standing = .ended
        member.end.open()
    }

    /// Ends a member: asks it when it can be asked, waits as long as patience lasts, and then cancels it.
    nonisolated func end(_ member: RosterMember) async {
        if member.leave(), let service = member.entry.service as? any RetiringService {
            await service.retire()
            await wait(for: member)
        }
        member.dismissal.open()
        // It may stand where nothing can be cancelled, such as before a store that is out of reach.
        await wait(for: member)
    }

    /// Waits for a member's end, for as long as patience lasts.
    private nonisolated func wait(for member: RosterMember) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await member.end.wait() }
            // Cancelled with its group: then there is nothing to wait for any more.
            group.addTask { try? await self.clock.sleep(for: self.patience) }
            await group.next()
            group.cancelAll()
        }
    }

    private nonisolated func keepRunning(_ member: RosterMember) async {
        let name = member.entry.name
        // Services that fail together must not start again together.
        let seed = SplitMix64.seed(seed, for: name)
        var history = RestartHistory(rule: member.entry.restart, seed: seed)
        while !Task.isCancelled, !member.isLeaving {
            member.standing = .running
            do {
                try await member.entry.service.run()
                if !Task.isCancelled, !member.isLeaving { events.report(.serviceEnded(name)) }
                return
            } catch {
                guard !Task.isCancelled, !member.isLeaving else { return }
                let wait = rest(of: member, after: error, &history)
                // Cancelled: the loop's condition ends it.
                try? await clock.sleep(for: wait)
            }
        }
    }

    /// How long a member that failed rests, which is also said.
    private nonisolated func rest(
        of member: RosterMember, after error: any Error, _ history: inout RestartHistory
    ) -> Duration {
        let name = member.entry.name
        let rule = member.entry.restart
        if let delay = history.delayAfterFailure(at: clock.uptime) {
            member.standing = .restarting(at: clock.uptime + delay)
            events.report(.serviceRestarted(name, after: delay, because: error))
            return delay
        }
        let rest = rule.window ?? Self.usualRest
        let failures = history.restarts + 1
        member.standing = .givenUp(until: clock.uptime + rest)
        events.report(.serviceGivenUp(name, failures: failures, rest: rest, because: error))
        return rest
    }
}
