/// Stores the batches of a channel, several in one transaction when several wait.
///
/// It returns when the channel is finished and empty. A store's passing failure is tried again with backoff;
/// a batch that cannot be stored is answered with the error, so its run says so, and the next one is taken.
public actor Writer: Service {
    private let channel: BatchChannel
    private let store: any Store
    private let clock: any EngineClock
    private let events: any EngineEventSink
    private var policy: RetryPolicy

    /// The most rows of one transaction, one batch aside.
    public static let maximumRows = 20_000

    /// Makes a writer. `seed` decides the jitter of its retries.
    public init(
        channel: BatchChannel, store: any Store, clock: any EngineClock, events: any EngineEventSink,
        seed: UInt64
    ) {
        self.channel = channel
        self.store = store
        self.clock = clock
        self.events = events
        policy = RetryPolicy(
            maximumAttempts: 5, backoff: Backoff(base: .milliseconds(500), cap: .seconds(5)),
            budget: RetryBudget(ratio: 1, capacity: 20), seed: seed)
    }

    public func run() async throws {
        while let tickets = await channel.next(maximumRows: Self.maximumRows) {
            do {
                try await store(tickets)
            } catch {
                // Whoever waits must hear it now: nobody takes batches any more.
                channel.abandon(because: error)
                throw error
            }
        }
    }

    /// Stores the batches and answers their tickets; throws when the store is of no more use to anybody.
    private func store(_ tickets: [BatchChannel.Ticket]) async throws {
        do {
            let receipts = try await commit(tickets.map(\.batch))
            for (ticket, receipt) in zip(tickets, receipts) { ticket.answer.resume(returning: receipt) }
        } catch  where Self.endsTheStore(error) {
            for ticket in tickets { ticket.answer.resume(throwing: error) }
            throw error
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
            for ticket in tickets { ticket.answer.resume(throwing: error) }
        }
    }

    /// Whether only a person can make the store work again: it was dropped, locked away or damaged.
    private static func endsTheStore(_ error: any Error) -> Bool {
        (error as? any HarvestFailure)?.advice == .stop
    }

    private func commit(_ batches: [Batch]) async throws -> [CommitReceipt] {
        policy.noteRequest()
        var attempt = 1
        while true {
            let start = clock.uptime
            do {
                let receipts = try await store.commit(batches)
                events.report(
                    .batchesCommitted(
                        batches: batches.count, rows: batches.reduce(0) { $0 + $1.rowCount },
                        duration: clock.uptime - start))
                tell(receipts)
                return receipts
            } catch {
                try await waitBeforeRetry(after: error, attempt: attempt)
                attempt += 1
            }
        }
    }

    private func tell(_ receipts: [CommitReceipt]) {
        var sum = CommitReceipt()
        for receipt in receipts { sum.add(receipt) }
        for (table, counts) in sum.tables.sorted(by: { $0.key < $1.key }) {
            events.report(.rowsStored(counts, in: table))
        }
    }

    private func waitBeforeRetry(after error: any Error, attempt: Int) async throws {
        let advice = (error as? any HarvestFailure)?.advice ?? .skip
        guard case .retry(let delay) = policy.decide(after: advice, attempt: attempt, at: clock.uptime) else {
            throw error
        }
        events.report(.commitRetried(after: delay, because: error))
        // Cancelled while waiting: the store's failure is what the collector should hear.
        do { try await clock.sleep(for: delay) } catch is CancellationError { throw error }
    }
}
