internal import HarvestCore

/// What the way from a collector to the writer costs: batch in, receipt back.
enum BatchChannelCost {
    static func suite(itemCount: Int, seed: UInt64) -> BenchmarkSuite {
        let quotes = DrawnQuotes.quotes(itemCount, seed: seed)
        let whole = batches(of: quotes, size: 512)
        let small = batches(of: quotes, size: 8)
        let contenders: [BenchmarkSuite.Contender] = [
            .init("BatchChannel, 512 rows a batch") { await throughChannel(whole) },
            .init("BatchChannel, 8 rows a batch") { await throughChannel(small) },
            .init("AsyncStream, 8 rows a batch, no receipt") {
                let (stream, continuation) = AsyncStream.makeStream(
                    of: Batch.self, bufferingPolicy: .bufferingOldest(small.count))
                for batch in small { continuation.yield(batch) }
                continuation.finish()
                return await stream.reduce(into: 0) { $0 += UInt64($1.rowCount) }
            },
        ]
        return BenchmarkSuite(
            name: "batch-channel", summary: "a row, through the bounded channel to a store that forgets it",
            itemCount: itemCount, contenders: contenders,
            disagreements: {
                var wrong = 0
                for contender in contenders where await contender.body() != UInt64(itemCount) { wrong += 1 }
                return wrong
            })
    }

    private static func batches(of quotes: [QuoteTop], size: Int) -> [Batch] {
        stride(from: 0, to: quotes.count, by: size).map { start in
            var batch = Batch()
            batch.append(contentsOf: quotes[start..<min(start + size, quotes.count)])
            return batch
        }
    }

    /// Rows that came back on receipts; fewer than were sent when the writer failed.
    private static func throughChannel(_ batches: [Batch]) async -> UInt64 {
        let channel = BatchChannel()
        let writer = Writer(
            channel: channel, store: ForgetfulStore(), clock: StandingClock(), events: SilentSink(), seed: 1)
        return await withTaskGroup(of: UInt64.self) { group in
            group.addTask {
                // The store never fails, and rows that did not arrive show in the digest.
                try? await writer.run()
                return 0
            }
            group.addTask {
                var rows: UInt64 = 0
                for batch in batches {
                    // As above.
                    let receipt = try? await channel.submit(batch)
                    rows += UInt64(receipt?.total.new ?? 0)
                }
                channel.finish()
                return rows
            }
            return await group.reduce(0, +)
        }
    }
}
