internal import HarvestCore

extension StoreConformance {
    /// Migration, maintenance, inspection.
    static let upkeep: [StoreConformanceCase] = [
        StoreConformanceCase("migratingAgainDoesNothing") { bench in
            _ = try await bench.commit(Sample.account("a1"))
            let report = try await bench.store.migrate()
            try bench.expectEqual(report.applied, [])
            try bench.expectEqual(report.from, report.to)
            try bench.expectEqual(try await bench.store.count(Account.table), 1)
        },
        StoreConformanceCase("aFreshStoreHasEveryTableAndTheView") { bench in
            for table in TableCatalogue.tables + [TableCatalogue.quoteLatest] {
                try bench.expectEqual(try await bench.store.count(table), 0, table.name)
                try bench.expectEqual(try await bench.store.rows(Query(table)), [], table.name)
            }
        },
        StoreConformanceCase("inspectionKnowsTheSchema") { bench in
            let report = try await bench.store.inspect()
            try bench.expectEqual(report.schemaVersion, report.expectedVersion)
            try bench.expect(report.isWritable, "writable")
            try bench.expect(!report.engine.isEmpty, "engine has a name")
        },
        StoreConformanceCase("maintenanceRemovesOldRawRowsAndNothingElse") { bench in
            let now = bench.clock.now
            try await bench.prepareMarket()
            _ = try await bench.store.maintain(now: now - .days(20), cutoff: now - .days(34))
            _ = try await bench.commit(
                Sample.quote(at: now - .days(20)), Sample.quote(at: now - .days(19)),
                Sample.state(at: now - .days(20)))
            _ = try await bench.store.maintain(now: now, cutoff: now - .days(34))
            _ = try await bench.commit(Sample.quote(at: now), Sample.quote(at: now - .days(1)))
            _ = try await bench.store.maintain(now: now, cutoff: now - .days(14))
            let rows = try await bench.store.rows(bench.quotesInOrder)
            try bench.expectEqual(rows.compactMap { $0.timestamp("captured_at") }, [now - .days(1), now])
            try bench.expectEqual(try await bench.store.count(MarketState.table), 1)
            try bench.expectEqual(try await bench.store.count(OutcomeToken.table), 2)
        },
        StoreConformanceCase("theStoreTakesWhatMaintenanceRemoved") { bench in
            let now = bench.clock.now
            try await bench.prepareMarket()
            let quote = Sample.quote(at: now - .days(20))
            try bench.expect(try await bench.commit(quote), QuoteTop.table, new: 1)
            _ = try await bench.store.maintain(now: now, cutoff: now - .days(14))
            try bench.expect(try await bench.commit(quote), QuoteTop.table, new: 1)
        },
    ]
}
