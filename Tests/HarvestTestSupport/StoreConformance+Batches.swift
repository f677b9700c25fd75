internal import HarvestCore

extension StoreConformance {
    /// Several rows of one key in one batch, batches that come again, large batches.
    static let batches: [StoreConformanceCase] = [
        StoreConformanceCase("laterRowsOfABatchMeetTheEarlierOnes") { bench in
            var (first, second) = (Sample.account("a1"), Sample.account("a1"))
            (first.bio, second.bio) = ("first", "second")
            let receipt = try await bench.commit(first, second, second)
            try bench.expect(receipt, Account.table, new: 1, changed: 1, unchanged: 1)
            try bench.expectEqual(try await bench.only(Account.table).text("bio"), "second")
        },
        StoreConformanceCase("aRowThatChangesAndChangesBackIsWrittenTwice") { bench in
            var (first, second) = (Sample.account("a1"), Sample.account("a1"))
            (first.bio, second.bio) = ("first", "second")
            _ = try await bench.commit(first)
            try bench.expect(try await bench.commit(second, first), Account.table, changed: 2)
            try bench.expectEqual(try await bench.only(Account.table).text("bio"), "first")
        },
        StoreConformanceCase("accumulatedRowsOfOneBatchAddUp") { bench in
            let receipt = try await bench.commit(
                Sample.drift(first: Sample.noon, occurrences: 1),
                Sample.drift(first: Sample.noon - .hours(2), occurrences: 2),
                Sample.drift(first: Sample.noon, last: Sample.noon + .hours(3), occurrences: 4))
            try bench.expect(receipt, FieldDrift.table, new: 1, changed: 2)
            let row = try await bench.only(FieldDrift.table)
            try bench.expectEqual(row.integer("occurrences"), 7)
            try bench.expectEqual(row.timestamp("first_seen"), Sample.noon - .hours(2))
            try bench.expectEqual(row.timestamp("last_seen"), Sample.noon + .hours(3))
        },
        StoreConformanceCase("statesOfOneBatchCompareWithTheEarlierOnes") { bench in
            try await bench.prepareMarket()
            let (one, two) = (Amount(millionths: 1), Amount(millionths: 2))
            let receipt = try await bench.commit(
                Sample.state(volume: one, at: Sample.noon),
                Sample.state(volume: one, at: Sample.noon + .minutes(1)),
                Sample.state(volume: two, at: Sample.noon + .minutes(2)),
                Sample.state(volume: one, at: Sample.noon + .minutes(3)),
                Sample.state(volume: one, at: Sample.noon + .hours(3)))
            try bench.expect(receipt, MarketState.table, new: 4, unchanged: 1)
        },
        StoreConformanceCase("rowsOfOneIdentityInABatchAreOneRow") { bench in
            try await bench.prepareMarket()
            let receipt = try await bench.commit(
                Sample.quote(bid: Price(millionths: 1)), Sample.quote(bid: Price(millionths: 2)))
            try bench.expect(receipt, QuoteTop.table, new: 1, unchanged: 1)
            let row = try await bench.only(QuoteTop.table)
            try bench.expectEqual(row.decimal("best_bid"), Price(millionths: 1))
        },
        StoreConformanceCase("theSameBatchTwiceChangesNothing") { bench in
            var random = RandomRows(seed: 11)
            let batch = random.batch(rowsPerTable: 20)
            let first = try await bench.commit(batch)
            let before = try await everyRow(bench)
            let second = try await bench.commit(batch)
            try bench.expectEqual(first.total.refused, 0, "refused rows")
            for table in TableCatalogue.tables where !adds(table) {
                try bench.expect(second, table, unchanged: 20)
                try bench.expectEqual(try await bench.all(table), before[table.name] ?? [], table.name)
            }
        },
        StoreConformanceCase("aBigBatchIsStoredWhole") { bench in
            try await bench.prepareMarket()
            var batch = Batch(run: Sample.run())
            for index in 0..<10_000 {
                batch.append(Sample.quote(at: Sample.noon + .milliseconds(index)))
            }
            try bench.expect(try await bench.commit(batch), QuoteTop.table, new: 10_000)
            try bench.expectEqual(try await bench.store.count(QuoteTop.table), 10_000)
            try bench.expect(try await bench.commit(batch), QuoteTop.table, unchanged: 10_000)
            try bench.expectEqual(try await bench.store.count(QuoteTop.table), 10_000)
        },
        StoreConformanceCase("parentsOfALaterBatchOfTheCommitCount") { bench in
            var (children, parents) = (Batch(), Batch())
            children.append(Sample.token("t1", of: "m1"))
            parents.append(Sample.market("m1"))
            let receipts = try await bench.store.commit([children, parents])
            try bench.expectEqual(receipts.count, 2)
            try bench.expect(receipts[0], OutcomeToken.table, new: 1)
            try bench.expect(receipts[1], Market.table, new: 1)
        },
        StoreConformanceCase("batchesOfOneCommitMeetInTheirOrder") { bench in
            var (first, second) = (Sample.account("a1"), Sample.account("a1"))
            (first.bio, second.bio) = ("first", "second")
            var batches = [Batch(), Batch()]
            batches[0].append(first)
            batches[1].append(second)
            let receipts = try await bench.store.commit(batches)
            try bench.expect(receipts[0], Account.table, new: 1)
            try bench.expect(receipts[1], Account.table, changed: 1)
            try bench.expectEqual(try await bench.only(Account.table).text("bio"), "second")
        },
    ]

    /// Whether writing the same row again adds to it.
    static func adds(_ table: TableSchema) -> Bool {
        if case .upsert(_, _, let accumulated, _) = table.rule { !accumulated.isEmpty } else { false }
    }

    private static func everyRow(_ bench: StoreUnderTest) async throws -> [String: [Row]] {
        var rows: [String: [Row]] = [:]
        for table in TableCatalogue.tables { rows[table.name] = try await bench.all(table) }
        return rows
    }
}
