import HarvestCore
import HarvestSources
import HarvestTestSupport

@testable import HarvestSources

/// An engine with a journal, a store that has bad hours and a process that dies, all from one seed.
final class JournalWorld: Sendable {
    /// The process is gone: nothing it does from now on has an effect.
    struct Death: HarvestFailure {
        let code = "E9999"
        let message = "the process is dead"
        let advice = Advice.stop
    }

    /// The store is out of reach.
    struct Outage: HarvestFailure {
        let code = "E9998"
        let message = "the store is out of reach"
        let advice = Advice.reconnect
    }

    /// The store will never take this batch.
    struct Refusal: HarvestFailure {
        let code = "E9997"
        let message = "the store refuses this batch"
        let advice = Advice.skip
    }

    /// What a life of the process meets.
    struct Fate {
        /// Runs of each job.
        let runs: Int
        /// Operations on journal and store after which the process is dead; `nil` for a life to the end.
        let dies: Int?
        /// Operations on the store that fail, by their number.
        let outage: Range<Int>
        /// Whether the commits of the outage happen although they are reported as failed.
        let liesAboutCommits: Bool
        /// Whether the store will never take what has a serial number that five divides.
        var refuses = false
        /// Operations after which all runs are told to stop; `nil` for runs to their end.
        var stops: Int?
        /// What taking the lease meets, in turn; afterwards it succeeds.
        var leaseTroubles: [any HarvestFailure] = []
        /// What happens at the store while it is out of reach for this process.
        var meanwhile: (@Sendable () async throws -> Void)?
    }

    let journal: MemoryJournal
    let store: MemoryStore
    let clock: SkippingClock
    let serial: Locked<Int>
    let events = EventRecorder()
    /// What tells the journal from others.
    let identity: String?

    /// Begins with a journal of its own; with `other` on the same store, at the same services and time.
    init(_ identity: String? = nil, beside other: JournalWorld? = nil, journal: MemoryJournal? = nil) {
        self.journal = journal ?? MemoryJournal()
        self.identity = identity
        clock = other?.clock ?? SkippingClock()
        serial = other?.serial ?? Locked(0)
        store = other?.store ?? MemoryStore(clock: clock)
    }

    /// One life of the process; answers what ended its writer before its time.
    @discardableResult
    func live(_ fate: Fate, seed: UInt64) async throws -> (any Error)? {
        let operations = Locked(0)
        let mortal = MortalJournal(base: journal, operations: operations, dies: fate.dies)
        let frail = FrailStore(base: store, operations: operations, fate: fate)
        let room = RunJournal(mortal, clock: clock)
        let opened: UInt64
        do {
            opened = try await room.open(settings: [], version: "test")
        } catch is Death {
            return Death()
        }
        let failure = Locked<(any Error)?>(nil)
        let channel = BatchChannel()
        let upstream = upstream(seed: seed)
        let journal = journal
        let writer = Writer(
            channel: channel, store: frail,
            spill: Spill(
                room, identity: identity, opened: opened, read: { journal.reading(from: $0) },
                cast: { [frail] in TickCast(upstream: upstream, store: frail) }),
            clock: clock, events: events, seed: seed)
        let runner = JobRunner(channel: channel, journal: room, clock: clock, events: events, seed: seed)
        await withTaskGroup(of: Void.self) { group in
            // A dead writer has told everybody who waited.
            group.addTask {
                do { try await writer.run() } catch { failure.withLock { $0 = error } }
            }
            group.addTask { [self] in
                await runs(fate, runner, upstream, frail, operations)
                if fate.dies == nil { await waitUntilCaughtUp(room, failure) }
                channel.finish()
            }
        }
        return failure.withLock { $0 }
    }

    private func runs(
        _ fate: Fate, _ runner: JobRunner, _ upstream: Upstream, _ store: any Store,
        _ operations: Locked<Int>
    ) async {
        let running = Locked(TickCollector.jobs.count)
        await withTaskGroup(of: Void.self) { group in
            for job in TickCollector.jobs {
                let collector = TickCollector(job: job, upstream: upstream, store: store)
                group.addTask { [self] in
                    for _ in 0..<fate.runs where !Task.isCancelled {
                        _ = await runner.run(collector)
                        clock.advance(by: .seconds(1))
                    }
                    running.withLock { $0 -= 1 }
                }
            }
            guard let stops = fate.stops else { return }
            while operations.withLock({ $0 }) < stops, running.withLock({ $0 }) > 0 { await Task.yield() }
            group.cancelAll()
        }
    }

    private func waitUntilCaughtUp(_ room: RunJournal, _ failure: Locked<(any Error)?>) async {
        while room.memory.isStoreDown, failure.withLock({ $0 }) == nil {
            clock.advance(by: .seconds(1))
            await Task.yield()
        }
    }

    private func upstream(seed: UInt64) -> Upstream {
        let generator = Locked(SplitMix64(seed: seed))
        let transport = ScriptedTransport(clock: clock) { [serial] request in
            let chance = generator.withLock { Int.random(in: 0..<10, using: &$0) }
            if chance == 0 { return .status(503) }
            if chance == 1 { return .failure(.reset) }
            let number = serial.withLock { serial in
                serial += 1
                return serial
            }
            return .json("{\"serial\":\"\(number)\"}")
        }
        return Upstream(
            name: "tick", baseURL: "https://tick.example", transport: transport,
            bucket: TokenBucket(rate: 100, burst: 100), policy: RetryPolicy(seed: seed), clock: clock,
            events: events)
    }
}
