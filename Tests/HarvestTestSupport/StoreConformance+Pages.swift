internal import HarvestCore

extension StoreConformance {
    /// Answers in pages.
    static let pages: [StoreConformanceCase] = [
        StoreConformanceCase("pagesHoldEveryRowOnceInOrder") { bench in
            try await bench.prepareQuotes(10)
            for (size, wanted) in [(3, [3, 3, 3, 1]), (5, [5, 5]), (10, [10]), (99, [10])] {
                let pages = Recorder<[Row]>()
                try await bench.store.pages(of: bench.quotesInOrder, size: size) { pages.record($0) }
                try bench.expectEqual(pages.facts.map(\.count), wanted, "pages of \(size)")
                let moments = pages.facts.flatMap { $0 }.compactMap { $0.timestamp("captured_at") }
                try bench.expectEqual(moments, (0..<10).map { Sample.noon + .seconds($0) })
            }
        },
        StoreConformanceCase("anEmptyAnswerHasNoPages") { bench in
            let pages = Recorder<[Row]>()
            try await bench.store.pages(of: Query(Account.table), size: 10) { pages.record($0) }
            try bench.expectEqual(pages.facts.count, 0)
        },
        StoreConformanceCase("pagesAreOfOneMomentAndDoNotHoldUpTheWriter") { bench in
            try await bench.prepareQuotes(10)
            let seen = Recorder<Int>()
            try await bench.store.pages(of: bench.quotesInOrder, size: 4) { page in
                seen.record(page.count)
                let moment = Sample.noon + .minutes(1) + .seconds(seen.facts.count)
                _ = try await bench.commit(Sample.quote(at: moment))
            }
            try bench.expectEqual(seen.facts.reduce(0, +), 10, "rows of the moment of the question")
            try bench.expectEqual(try await bench.store.count(QuoteTop.table), 13)
        },
        StoreConformanceCase("anErrorOfTheReaderEndsThePages") { bench in
            try await bench.prepareQuotes(10)
            let seen = Recorder<Int>()
            let failure = StoreConformanceFailure(description: "wanted")
            do {
                try await bench.store.pages(of: bench.quotesInOrder, size: 2) { page in
                    seen.record(page.count)
                    throw failure
                }
            } catch let error as StoreConformanceFailure {
                try bench.expectEqual(error.description, "wanted")
            }
            try bench.expectEqual(seen.facts, [2])
            try bench.expectEqual(try await bench.store.count(QuoteTop.table), 10, "the store still answers")
        },
    ]
}

extension StoreUnderTest {
    /// All quotes by their moment.
    var quotesInOrder: Query { Query(QuoteTop.table, order: [.ascending("captured_at")]) }

    /// Quotes of one token, a second apart.
    func prepareQuotes(_ count: Int) async throws {
        try await prepareMarket()
        var batch = Batch()
        for second in 0..<count { batch.append(Sample.quote(at: Sample.noon + .seconds(second))) }
        _ = try await commit(batch)
    }
}
