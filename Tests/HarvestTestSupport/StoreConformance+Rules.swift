internal import HarvestCore

extension StoreConformance {
    /// How rows meet stored rows.
    static let rules: [StoreConformanceCase] = [
        StoreConformanceCase("upsertWritesWhatItComparesAndCarriesAndKeepsTheRest") { bench in
            var account = Sample.account("a1")
            try bench.expect(try await bench.commit(account), Account.table, new: 1)
            account.bio = "hello"
            account.createdAt = Sample.noon + .hours(1)
            account.updatedAt = Sample.noon + .hours(1)
            try bench.expect(try await bench.commit(account), Account.table, changed: 1)
            let row = try await bench.only(Account.table)
            try bench.expectEqual(row.text("bio"), "hello")
            try bench.expectEqual(row.timestamp("created_at"), Sample.noon, "kept column")
            try bench.expectEqual(row.timestamp("updated_at"), Sample.noon + .hours(1), "carried column")
        },
        StoreConformanceCase("aCarriedColumnAloneIsNoChange") { bench in
            _ = try await bench.commit(Sample.account("a1"))
            let later = Sample.account("a1", at: Sample.noon + .hours(1))
            try bench.expect(try await bench.commit(later), Account.table, unchanged: 1)
            let row = try await bench.only(Account.table)
            try bench.expectEqual(row.timestamp("updated_at"), Sample.noon)
        },
        StoreConformanceCase("aValueThatComesOrGoesIsAChange") { bench in
            var account = Sample.account("a1")
            _ = try await bench.commit(account)
            account.postCount = 5
            try bench.expect(try await bench.commit(account), Account.table, changed: 1)
            try bench.expect(try await bench.commit(account), Account.table, unchanged: 1)
            account.postCount = nil
            try bench.expect(try await bench.commit(account), Account.table, changed: 1)
            try bench.expectEqual(try await bench.only(Account.table)["post_count"], .null)
        },
        StoreConformanceCase("insertIfAbsentNeverTouchesAStoredRow") { bench in
            try await bench.prepareMarket()
            let first = Sample.quote(bid: Price(millionths: 400_000))
            let other = Sample.quote(bid: Price(millionths: 500_000))
            try bench.expect(try await bench.commit(first), QuoteTop.table, new: 1)
            try bench.expect(try await bench.commit(other), QuoteTop.table, unchanged: 1)
            let row = try await bench.only(QuoteTop.table)
            try bench.expectEqual(row.decimal("best_bid"), Price(millionths: 400_000))
        },
        StoreConformanceCase("rowsThatAreNumberedGetRisingNumbers") { bench in
            try await bench.prepareMarket()
            for minute in 0..<5 {
                _ = try await bench.commit(Sample.quote(at: Sample.noon + .minutes(minute)))
            }
            let numbers = try await bench.all(QuoteTop.table).compactMap { $0.integer("id") }
            try bench.expectEqual(Set(numbers).count, 5)
            try bench.expectEqual(numbers, numbers.sorted())
        },
        StoreConformanceCase("insertOnChangeWritesChangesAndAtLeastHourly") { bench in
            try await bench.prepareMarket()
            let one = Amount(millionths: 1_000_000)
            let table = MarketState.table
            try bench.expect(
                try await bench.commit(Sample.state(volume: one, at: Sample.noon)), table, new: 1)
            let soon = Sample.state(volume: one, at: Sample.noon + .minutes(5))
            try bench.expect(try await bench.commit(soon), table, unchanged: 1)
            let anHourOn = Sample.state(volume: one, at: Sample.noon + .hours(1))
            try bench.expect(try await bench.commit(anHourOn), table, unchanged: 1)
            let later = Sample.state(volume: one, at: Sample.noon + .hours(1) + .microseconds(1))
            try bench.expect(try await bench.commit(later), table, new: 1)
            let other = Sample.state(volume: nil, at: Sample.noon + .hours(1) + .seconds(1))
            try bench.expect(try await bench.commit(other), table, new: 1)
            try bench.expect(try await bench.commit(other), table, unchanged: 1)
        },
        StoreConformanceCase("insertOnChangeComparesWithTheNewestRowUpToItsMoment") { bench in
            try await bench.prepareMarket()
            let (one, two) = (Amount(millionths: 1_000_000), Amount(millionths: 2_000_000))
            _ = try await bench.commit(
                Sample.state(volume: one, at: Sample.noon),
                Sample.state(volume: two, at: Sample.noon + .minutes(20)))
            let late = Sample.state(volume: one, at: Sample.noon + .minutes(10))
            try bench.expect(try await bench.commit(late), MarketState.table, unchanged: 1)
            let before = Sample.state(volume: one, at: Sample.noon - .minutes(10))
            try bench.expect(try await bench.commit(before), MarketState.table, new: 1)
        },
        StoreConformanceCase("insertOnChangeStoresTheSameRowOnceEvenBesideAnotherOfItsMoment") { bench in
            try await bench.prepareMarket()
            let first = Sample.state(isClosed: false, at: Sample.noon)
            let second = Sample.state(isClosed: true, at: Sample.noon)
            try bench.expect(try await bench.commit(first, second), MarketState.table, new: 2)
            try bench.expect(try await bench.commit(first, second), MarketState.table, unchanged: 2)
        },
        StoreConformanceCase("accumulatedColumnsAddUpAndEarliestOnesKeepTheSmaller") { bench in
            let table = FieldDrift.table
            _ = try await bench.commit(Sample.drift(occurrences: 3))
            let again = Sample.drift(
                first: Sample.noon - .hours(1), last: Sample.noon + .hours(1), occurrences: 4)
            try bench.expect(try await bench.commit(again), table, changed: 1)
            _ = try await bench.commit(
                Sample.drift(first: Sample.noon + .hours(5), last: Sample.noon + .hours(6)))
            let row = try await bench.only(table)
            try bench.expectEqual(row.integer("occurrences"), 8)
            try bench.expectEqual(row.timestamp("first_seen"), Sample.noon - .hours(1))
            try bench.expectEqual(row.timestamp("last_seen"), Sample.noon + .hours(6))
        },
        StoreConformanceCase("addingZeroIsAChangeToo") { bench in
            _ = try await bench.commit(Sample.drift(occurrences: 3))
            let receipt = try await bench.commit(Sample.drift(occurrences: 0))
            try bench.expect(receipt, FieldDrift.table, changed: 1)
        },
    ]
}
