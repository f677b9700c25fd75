internal import HarvestCore

/// What handing an item to an actor costs, one by one and 64 at a time, beside a lock and a stream.
enum ActorHopCost {
    private actor Sum {
        private(set) var total: UInt64 = 0

        func add(_ number: UInt64) { total &+= number }

        func add(_ numbers: ArraySlice<UInt64>) { for number in numbers { total &+= number } }
    }

    static func suite(itemCount: Int, seed: UInt64) -> BenchmarkSuite {
        var generator = SplitMix64(seed: seed)
        let numbers = (0..<itemCount).map { _ in generator.next() }
        let contenders: [BenchmarkSuite.Contender] = [
            .init("actor, 64 items a hop") { await bySixtyFour(numbers) },
            .init("actor, one item a hop") {
                let sum = Sum()
                for number in numbers { await sum.add(number) }
                return await sum.total
            },
            .init("lock, one item") {
                let sum = Locked(UInt64(0))
                for number in numbers { sum.withLock { $0 &+= number } }
                return sum.withLock { $0 }
            },
            .init("AsyncStream, one item") {
                let (stream, continuation) = AsyncStream.makeStream(
                    of: UInt64.self, bufferingPolicy: .bufferingOldest(itemCount))
                for number in numbers { continuation.yield(number) }
                continuation.finish()
                return await stream.reduce(into: 0) { $0 &+= $1 }
            },
        ]
        return BenchmarkSuite(
            name: "actor-hop", summary: "a number, to an actor that adds it up", itemCount: itemCount,
            contenders: contenders,
            disagreements: {
                let expected = numbers.reduce(0, &+)
                var wrong = 0
                for contender in contenders where await contender.body() != expected { wrong += 1 }
                return wrong
            })
    }

    private static func bySixtyFour(_ numbers: [UInt64]) async -> UInt64 {
        let sum = Sum()
        for start in stride(from: 0, to: numbers.count, by: 64) {
            await sum.add(numbers[start..<min(start + 64, numbers.count)])
        }
        return await sum.total
    }
}
