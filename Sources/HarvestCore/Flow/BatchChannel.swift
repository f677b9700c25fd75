/// The bounded way from collectors to the writer.
///
/// `submit` returns when the batch is durable, so a collector's row counts are the store's, and a full
/// channel makes collectors wait: back pressure instead of growth. A batch that was accepted is stored or
/// answered with an error even when its collector is cancelled meanwhile.
public final class BatchChannel: Sendable {
    /// A batch in the channel with the answer its collector waits for.
    struct Ticket: Sendable {
        let batch: Batch
        let answer: CheckedContinuation<CommitReceipt, any Error>
    }

    private struct State {
        var queue: [Ticket] = []
        var consumer: CheckedContinuation<Void, Never>?
        var isFinished = false
        /// Whether the consumer is to look at other things although there are no batches.
        var isWoken = false
    }

    /// The most batches in the channel; more wait outside.
    public let capacity: Int

    private let room: Gate
    private let state = Locked(State())

    /// Makes a channel. Default capacity: 16 batches.
    public init(capacity: Int = 16) {
        self.capacity = capacity
        room = Gate(width: capacity)
    }

    /// The batches and rows that wait for the writer now.
    package var depth: (batches: Int, rows: Int) {
        state.withLock { ($0.queue.count, $0.queue.reduce(0) { $0 + $1.batch.rowCount }) }
    }

    /// Hands over a batch and waits until it is stored.
    public func submit(_ batch: Batch) async throws -> CommitReceipt {
        try await room.pass {
            try await withCheckedThrowingContinuation { answer in
                accept(Ticket(batch: batch, answer: answer))
            }
        }
    }

    /// Accepts no more batches; the writer returns once it has stored those that are in.
    public func finish() {
        let consumer = state.withLock { state in
            state.isFinished = true
            return state.consumer.take()
        }
        consumer?.resume()
    }

    /// Accepts no more batches and answers those that are in with the error: there is no writer any more.
    func abandon(because error: any Error) {
        let tickets = state.withLock { state in
            state.isFinished = true
            defer { state.queue = [] }
            return state.queue
        }
        for ticket in tickets { ticket.answer.resume(throwing: error) }
    }

    /// The batches that are in, oldest first, up to `maximumRows` rows but at least one; waits when there are
    /// none; `nil` once the channel is finished and empty.
    func next(maximumRows: Int) async -> [Ticket]? {
        while true {
            let (tickets, isFinished) = takeNow(maximumRows: maximumRows)
            if !tickets.isEmpty { return tickets }
            if isFinished { return nil }
            await waitForMore()
        }
    }

    /// As `next`, but answers no batches when `clock` reaches `deadline` first.
    func next(maximumRows: Int, until deadline: Duration, clock: any EngineClock) async -> [Ticket]? {
        // Before the timer, which may be done before anything else here is: its word must not be forgotten.
        state.withLock { $0.isWoken = false }
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                // A cancelled timer wakes nobody, and needs to wake nobody.
                do { try await clock.sleep(until: deadline) } catch { return }
                self.wake()
            }
            defer { group.cancelAll() }
            let (tickets, isFinished) = takeNow(maximumRows: maximumRows)
            if !tickets.isEmpty { return tickets }
            if isFinished { return nil }
            await waitForMore()
            let (later, isFinishedNow) = takeNow(maximumRows: maximumRows)
            return later.isEmpty && isFinishedNow ? nil : later
        }
    }

    /// The batches that are in, without waiting.
    func takeWaiting(maximumRows: Int) -> [Ticket] { takeNow(maximumRows: maximumRows).tickets }

    /// Whether no more batches will come.
    var isFinished: Bool { state.withLock { $0.isFinished } }

    /// Whether no batch is in and none will come.
    var isDrained: Bool { state.withLock { $0.isFinished && $0.queue.isEmpty } }

    private func takeNow(maximumRows: Int) -> (tickets: [Ticket], isFinished: Bool) {
        state.withLock { state in
            (Self.take(from: &state.queue, maximumRows: maximumRows), state.isFinished)
        }
    }

    private func wake() {
        let consumer = state.withLock { state in
            state.isWoken = true
            return state.consumer.take()
        }
        consumer?.resume()
    }

    private func accept(_ ticket: Ticket) {
        let (isRefused, consumer) = state.withLock { state -> (Bool, CheckedContinuation<Void, Never>?) in
            if state.isFinished { return (true, nil) }
            state.queue.append(ticket)
            return (false, state.consumer.take())
        }
        if isRefused { ticket.answer.resume(throwing: EngineError.channelFinished) }
        consumer?.resume()
    }

    private func waitForMore() async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                guard state.queue.isEmpty, !state.isFinished, !state.isWoken else {
                    state.isWoken = false
                    return true
                }
                state.consumer = continuation
                return false
            }
            if isReady { continuation.resume() }
        }
    }

    private static func take(from queue: inout [Ticket], maximumRows: Int) -> [Ticket] {
        var rows = 0
        let count = queue.prefix { ticket in
            defer { rows += ticket.batch.rowCount }
            return rows < maximumRows
        }.count
        defer { queue.removeFirst(count) }
        return Array(queue.prefix(count))
    }
}
