@testable import HarvestCore
import HarvestTestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct BatchChannelTests {
    static func batch(_ key: String) -> Batch {
        var batch = Batch()
        batch.append(Cursor(key: key, value: "1", meta: "{}", updatedAt: Timestamp(seconds: 0)))
        return batch
    }

    static func key(_ ticket: BatchChannel.Ticket) -> ColumnValue? { ticket.batch.blocks.first?.values.first }

    @Test func aSubmittedBatchComesOutAndItsReceiptGoesBack() async throws {
        let channel = BatchChannel()
        async let receipt = channel.submit(Self.batch("a"))
        let tickets = try #require(await channel.next(maximumRows: 10))
        #expect(tickets.map(Self.key) == [.text("a")])
        var answer = CommitReceipt()
        var counts = RowCounts()
        counts.new = 1
        answer.add(counts, to: "ops_cursor")
        tickets[0].answer.resume(returning: answer)
        #expect(try await receipt == answer)
    }

    @Test func aFullChannelMakesProducersWait() async throws {
        let channel = BatchChannel(capacity: 2)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<10 { group.addTask { _ = try await channel.submit(Self.batch("\(number)")) } }
            var stored = 0
            while stored < 10 {
                let tickets = try #require(await channel.next(maximumRows: 1_000))
                #expect(tickets.count <= 2)
                stored += tickets.count
                for ticket in tickets { ticket.answer.resume(returning: CommitReceipt()) }
            }
            try await group.waitForAll()
        }
    }

    @Test func aFinishedChannelGivesWhatIsInAndRefusesTheRest() async throws {
        let channel = BatchChannel()
        async let accepted = channel.submit(Self.batch("in"))
        let tickets = try #require(await channel.next(maximumRows: 1))
        channel.finish()
        tickets[0].answer.resume(returning: CommitReceipt())
        _ = try await accepted
        await #expect(throws: EngineError.self) { _ = try await channel.submit(Self.batch("late")) }
        #expect(await channel.next(maximumRows: 1) == nil)
    }

    /// A timer that is done before the writer begins to wait must not be forgotten, or it waits for a batch
    /// that may never come.
    @Test func aDeadlineThatPassesAtOnceEndsTheWait() async {
        let (channel, clock) = (BatchChannel(), SkippingClock())
        for _ in 0..<2_000 {
            let batches = await channel.next(maximumRows: 1, until: clock.uptime, clock: clock)
            #expect(batches?.isEmpty == true)
        }
    }

    @Test func aWaitingWriterIsWokenByTheEnd() async {
        let channel = BatchChannel()
        async let ended: [BatchChannel.Ticket]? = channel.next(maximumRows: 1)
        for _ in 0..<20 { await Task.yield() }
        channel.finish()
        #expect(await ended == nil)
    }
}
