import HarvestCore
import HarvestSimulator
import HarvestSources
import HarvestTestSupport
import Testing

@Suite struct RoundTests {
    @Test func oneRoundFillsEveryTableOfTheSchema() async throws {
        try await Bench.with { bench in
            for (job, report) in await bench.round() {
                #expect(report.status == .ok, "\(job): \(report.failure?.description ?? "")")
            }
            for table in TableCatalogue.tables where table != Rejection.table && table != FieldDrift.table {
                let count = try await bench.store.count(table)
                #expect(count > 0, "\(table.name)")
            }
            let rejected = try await bench.rows(Rejection.table).map { $0.text("message") }
            let drifted = try await bench.rows(FieldDrift.table).map { $0.text("field") }
            #expect(rejected == [])
            #expect(drifted == [])
        }
    }

    @Test func aSecondRoundAgainstUnchangedDataInsertsNothing() async throws {
        try await Bench.with { bench in
            _ = await bench.round()
            let tables = [
                Account.table, TrackingWindow.table, TweetMetricDaily.table, TweetPost.table, Event.table,
                Market.table, OutcomeToken.table, MarketTracking.table, MarketState.table, Settlement.table,
            ]
            var before: [String: [Row]] = [:]
            for table in tables { before[table.name] = try await bench.rows(table) }
            let reports = await bench.round()
            for table in tables {
                let counts = reports.values.compactMap { $0.receipt.tables[table.name] }
                #expect(counts.allSatisfy { $0.new == 0 && $0.changed == 0 }, "\(table.name)")
                let after = try await bench.rows(table)
                #expect(after == before[table.name], "\(table.name)")
            }
        }
    }

    @Test func oneFetchOfTheBooksServesTopDepthAndLevels() async throws {
        try await Bench.with { bench in
            _ = await bench.round()
            let tokens = try await bench.rows(QuoteTop.table).count
            #expect(tokens > 200)
            #expect(bench.simulator.requests.count("clob", "books") == (tokens + 199) / 200)
            let top = try await bench.rows(QuoteTop.table)
            let depth = try await bench.rows(QuoteDepth.table)
            let times = { (rows: [Row]) in Set(rows.compactMap { $0.timestamp("captured_at") }) }
            #expect(times(top) == times(depth))
        }
    }

    @Test func everyRunLeavesAnAuditRowWithItsCounts() async throws {
        try await Bench.with { bench in
            let reports = await bench.round()
            let rows = try await bench.rows(CollectorRun.table)
            #expect(rows.count == reports.count)
            for report in reports.values {
                let row = try #require(rows.first { $0.text("run_id") == report.id.description })
                #expect(row.integer("rows_written") == report.receipt.total.written)
                #expect(row.text("metadata")?.contains("\"rows\":{") == true)
            }
        }
    }
}
