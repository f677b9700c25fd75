/// Stores the batches of a channel, several in one transaction when several wait.
///
/// It returns when the channel is finished and empty. A store's passing failure is tried again with backoff;
/// a batch that cannot be stored is answered with the error, so its run says so, and the next one is taken.
/// With a journal, a store that stays out of reach stops nothing: batches are left to the journal, and when
/// the store is back their runs are done again from there before anything newer is stored.
public actor Writer: Service {
    let channel: BatchChannel
    let store: any Store
    let clock: any EngineClock
    let events: any EngineEventSink
    let spill: Spill?
    private var policy: RetryPolicy
    private var probe: SplitMix64

    /// How far the store has come in the journal; `nil` until that is known.
    var watermark: Watermark?
    /// What open runs have stored in all, those of them that were told that a batch waits and has been stored
    /// since.
    var totals: [String: CommitReceipt] = [:]
    /// Of this, what such a run was not told.
    var untold: [String: CommitReceipt] = [:]
    /// The watermark of the last attempt to commit, whose answer may have been lost.
    var doubted: Watermark?
    /// Batches that the store has by its watermark, and that have not come up in catching up yet.
    var inDoubt: [Batch.Part] = []
    /// Batches that are stored, and that the journal could not be told of.
    var unnoted: [Batch.Part] = []
    /// The last commit that the store had when this process met it.
    var foundCommit: UInt64 = 0
    /// Whether the journal knows of that commit by now.
    var isDoubtNoted = false
    /// Batches that wait for the store and cannot wait in the journal.
    var held: [BatchChannel.Ticket] = []
    /// Whether the process is about to end, so that nobody may wait for a store that is out of reach.
    var isStopping = false
    /// Rows stored in the present attempt to catch up.
    var rowsCaughtUp = 0

    /// The most rows of one transaction, one batch aside.
    public static let maximumRows = 20_000
    /// Waits between two looks whether a store is back.
    package static let probing = Backoff(base: .seconds(1), cap: .seconds(15))

    /// How long batches may wait while the writer catches up, before they are left to the journal.
    package static let patience = Duration.seconds(3)

    /// Makes a writer. `seed` decides the jitter of its retries; with `spill`, batches may wait in a journal.
    public init(
        channel: BatchChannel, store: any Store, spill: Spill? = nil, clock: any EngineClock,
        events: any EngineEventSink, seed: UInt64
    ) {
        self.channel = channel
        self.store = store
        self.spill = spill
        self.clock = clock
        self.events = events
        probe = SplitMix64(seed: seed)
        policy = RetryPolicy(
            maximumAttempts: 5, backoff: Backoff(base: .milliseconds(500), cap: .seconds(5)),
            budget: RetryBudget(ratio: 1, capacity: 20), seed: seed)
    }

    /// Answers as soon as the writer can listen: whoever waits for this knows that it is not stuck.
    public func answer() {}

    /// Says that the intake ends. Runs that wait for a store that is out of reach are told so; without that,
    /// they would wait for the writer, and the writer for them.
    public func noteStop() {
        isStopping = true
        for ticket in takeHeld() { ticket.answer.resume(throwing: EngineError.storeDown) }
    }

    /// The first record of the journal that something unfinished needs, and its settings; `nil` until that is
    /// known.
    package var oldestNeededRecord: UInt64? { watermark.map { min($0.from, $0.settings) } }

    public func run() async throws {
        do {
            if let spill { try await comeBack(spill) }
            try await storeHeld()
            while let tickets = await channel.next(maximumRows: Self.maximumRows) {
                try await store(tickets)
            }
        } catch {
            // Whoever waits must hear it now: nobody takes batches any more.
            channel.abandon(because: error)
            for ticket in takeHeld() { ticket.answer.resume(throwing: error) }
            throw error
        }
    }

    private func takeHeld() -> [BatchChannel.Ticket] {
        defer { held = [] }
        return held
    }

    /// Stores what was held while the store was out of reach; at the end of the channel it is too late.
    private func storeHeld() async throws {
        let tickets = takeHeld()
        guard !tickets.isEmpty else { return }
        guard spill?.journal.memory.isStoreDown == true else { return try await store(tickets) }
        for ticket in tickets { ticket.answer.resume(throwing: EngineError.storeDown) }
    }

    /// Stores the batches and answers their tickets; throws when the store is of no more use to anybody.
    private func store(_ tickets: [BatchChannel.Ticket]) async throws {
        // A catch-up that was not finished: what is stored now would hide what still waits.
        if let spill, spill.journal.memory.isStoreDown { return try await leave(tickets, to: spill) }
        do {
            let receipts = try await commit(tickets.map(\.batch))
            for (ticket, receipt) in zip(tickets, receipts) { ticket.answer.resume(returning: receipt) }
        } catch  where Self.endsTheStore(error) {
            for ticket in tickets { ticket.answer.resume(throwing: error) }
            throw error
        } catch  where Self.isPassing(error) && spill != nil {
            try await wait(for: tickets, because: error)
        } catch let error as CancellationError {
            // The engine ends in a hurry. That is nothing against the batches: the next process stores them.
            if let spill { return try await leave(tickets, to: spill) }
            for ticket in tickets { ticket.answer.resume(throwing: error) }
        } catch  where tickets.count > 1 {
            // One batch must not spoil the others: each is tried on its own.
            for (index, ticket) in tickets.enumerated() {
                do {
                    try await store([ticket])
                } catch {
                    for other in tickets[(index + 1)...] { other.answer.resume(throwing: error) }
                    throw error
                }
            }
        } catch {
            await noteRefusal(of: tickets, because: error)
            for ticket in tickets { ticket.answer.resume(throwing: error) }
        }
    }

    /// Leaves the batches to the journal, and everything that comes, until the store has caught up.
    private func wait(for tickets: [BatchChannel.Ticket], because error: any Error) async throws {
        guard let spill else { return }
        events.report(.storeLost(because: error))
        try await spill.journal.noteStoreDown()
        try await leave(tickets, to: spill)
        try await comeBack(spill, after: pause(attempt: 1), told: Self.code(of: error))
        try await storeHeld()
    }

    /// Looks for the store again and again, from the first time after `pause`, and returns once it has all
    /// that waited in the journal, or when the channel has come to its end.
    /// `told` is the code of the trouble that was reported; another one is reported, too.
    private func comeBack(
        _ spill: Spill, after pause: Duration = .zero, told: String? = nil
    ) async throws {
        try await spill.journal.noteStoreDown()
        var due = clock.uptime + pause
        var attempt = 1
        var told = told
        while !channel.isDrained {
            if clock.uptime >= due {
                do {
                    if try await catchUp(with: spill) {
                        spill.journal.memory.isStoreDown = false
                        spill.journal.note(isWaiting: false)
                    }
                    return
                } catch {
                    guard Self.isPassing(error) else { throw error }
                    if told != Self.code(of: error) { events.report(.storeLost(because: error)) }
                    told = Self.code(of: error)
                    attempt += 1
                    due = clock.uptime + self.pause(attempt: attempt)
                }
            }
            guard
                let tickets = await channel.next(maximumRows: Self.maximumRows, until: due, clock: clock)
            else { return }
            try await leave(tickets, to: spill)
        }
    }

    private func pause(attempt: Int) -> Duration {
        // Not before half a second, however the chance falls: a store that starts needs its processor.
        min(Self.probing.cap, .milliseconds(500) + Self.probing.delay(beforeRetry: attempt, using: &probe))
    }

    /// Whether the store will not take this batch, and takes others.
    static func isRefusal(_ error: any Error) -> Bool {
        (error as? any HarvestFailure)?.advice == .skip
    }

    /// Whether only a person can make the store work again: it was dropped, locked away or damaged.
    private static func endsTheStore(_ error: any Error) -> Bool {
        (error as? any HarvestFailure)?.advice == .stop
    }

    private static func code(of error: any Error) -> String { (error as? any HarvestFailure)?.code ?? "" }

    /// Whether the store, and not the batch, is in trouble that may pass.
    static func isPassing(_ error: any Error) -> Bool {
        switch (error as? any HarvestFailure)?.advice {
        case .retry, .reconnect: true
        case .skip, .stop, nil: false
        }
    }

    private func commit(_ batches: [Batch]) async throws -> [CommitReceipt] {
        policy.noteRequest()
        var attempt = 1
        while true {
            let start = clock.uptime
            do {
                let receipts = try await commitOnce(batches)
                report(receipts, of: batches, since: start)
                return receipts
            } catch {
                try await waitBeforeRetry(after: error, attempt: attempt)
                attempt += 1
            }
        }
    }

    private func commitOnce(_ batches: [Batch]) async throws -> [CommitReceipt] {
        guard let spill else { return try await store.commit(batches) }
        return try await commit(batches, noting: spill)
    }

    /// Tells what a commit stored and how long it took.
    func report(_ receipts: [CommitReceipt], of batches: [Batch], since start: Duration) {
        events.report(
            .batchesCommitted(
                batches: batches.count, rows: batches.reduce(0) { $0 + $1.rowCount },
                duration: clock.uptime - start))
        var sum = CommitReceipt()
        for receipt in receipts { sum.add(receipt) }
        for (table, counts) in sum.tables.sorted(by: { $0.key < $1.key }) {
            events.report(.rowsStored(counts, in: table))
        }
    }

    private func waitBeforeRetry(after error: any Error, attempt: Int) async throws {
        let advice = (error as? any HarvestFailure)?.advice ?? .skip
        // The store has tried to connect a few times already, and with a journal nobody has to wait for it.
        if spill != nil, advice == .reconnect { throw error }
        guard case .retry(let delay) = policy.decide(after: advice, attempt: attempt, at: clock.uptime) else {
            throw error
        }
        events.report(.commitRetried(after: delay, because: error))
        // Cancelled while waiting: the store's failure is what the collector should hear.
        do { try await clock.sleep(for: delay) } catch is CancellationError { throw error }
    }
}
