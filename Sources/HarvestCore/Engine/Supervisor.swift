/// Runs a ``SupervisionTree`` as one task tree.
///
/// Children run at the same time in discarding task groups, so a child's error is never lost: it cancels its
/// siblings and comes out of `run`. Restarts are bounded and reported. Nothing outlives `run`.
public struct Supervisor: Sendable {
    private let clock: any EngineClock
    private let events: any EngineEventSink
    private let seed: UInt64

    /// Makes a supervisor. `seed` decides the jitter of restarts.
    public init(clock: any EngineClock, events: any EngineEventSink, seed: UInt64) {
        self.clock = clock
        self.events = events
        self.seed = seed
    }

    /// Runs the tree until it ends; throws the first failure that no rule absorbed.
    public func run(_ tree: SupervisionTree) async throws {
        switch tree.content {
        case .service(let service, let rule): try await run(service, named: tree.name, rule: rule)
        case .group(let children, let options):
            // The exit action comes when all children are gone, also when one of them failed.
            defer { options.onExit?() }
            try await run(children, until: options.until)
        }
    }

    private func run(_ children: [SupervisionTree], until: (@Sendable () async -> Void)?) async throws {
        do {
            try await withThrowingDiscardingTaskGroup { group in
                if let until {
                    group.addTask {
                        await until()
                        throw GroupEnded()
                    }
                }
                let remaining = Locked(children.count)
                for child in children {
                    group.addTask {
                        try await run(child)
                        let isLast = remaining.withLock { count in
                            count -= 1
                            return count == 0
                        }
                        // With an `until` still waiting, the last child's end must end the group too.
                        if child.endsParent || (isLast && until != nil) { throw GroupEnded() }
                    }
                }
            }
        } catch is GroupEnded {
            return
        }
    }

    private func run(_ service: any Service, named name: String, rule: RestartRule) async throws {
        // Siblings that fail together must not start again together.
        var history = RestartHistory(rule: rule, seed: SplitMix64.seed(seed, for: name))
        while true {
            do {
                return try await service.run()
            } catch {
                if Task.isCancelled { return }
                guard let delay = history.delayAfterFailure(at: clock.uptime) else {
                    throw history.restarts == 0
                        ? error
                        : EngineError.restartsExhausted(
                            service: name, restarts: history.restarts, cause: error)
                }
                events.report(.serviceRestarted(name, after: delay, because: error))
                do { try await clock.sleep(for: delay) } catch { return }
            }
        }
    }
}

/// Ends a group without being a failure.
private struct GroupEnded: Error {}

extension SupervisionTree {
    fileprivate var endsParent: Bool {
        if case .group(_, let options) = content { options.endsParent } else { false }
    }
}
