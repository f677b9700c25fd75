import HarvestCore
import HarvestSources
import Testing

/// Every recorded answer of Gamma, CLOB REST and XTracker, with all of its rows accounted for.
@Suite(.enabled(if: RecordedPayloads.areThere, "recorded payloads are not beside this checkout"))
struct RecordedPayloadTests {
    @Test(arguments: RecordedFile.all)
    func everyRowIsDecodedOrRejectedWithAReason(file: RecordedFile) throws {
        let outcome = try file.run()
        #expect(outcome.decoded == file.decoded)
        #expect(outcome.inner == file.inner)
        #expect(outcome.rejected.isEmpty, "\(outcome.rejected.map(\.error.description))")
    }

    @Test func everyFileIsReadOrSaysWhyNot() throws {
        var table = "file → rows decoded, rejected, drifted fields\n"
        for service in ["gamma", "clob", "xtracker"] {
            for name in try RecordedPayloads.files(of: service) {
                let path = service + "/" + name
                if let file = RecordedFile.all.first(where: { $0.path == path }) {
                    let outcome = try file.run()
                    let drift = Set(outcome.drift.map { "\($0.kind.rawValue) \($0.field)" }).sorted()
                    table += "\(path) → \(outcome.decoded), \(outcome.rejected.count), \(drift)"
                    table += " (\(outcome.inner) rows inside)\n"
                } else {
                    let reason = try #require(
                        RecordedFile.others[path], "\(path) has no decoder and no reason")
                    table += "\(path) → not read: \(reason)\n"
                }
            }
        }
        print(table)
    }

    @Test func noRecordedKeyIsUnknown() throws {
        for file in RecordedFile.all where !file.path.contains("all_trackings") {
            let unknown = try file.run().drift.filter { $0.kind == .unknown }.map(\.field)
            #expect(Set(unknown).isEmpty, "\(file.path)")
        }
    }

    @Test func aKeyThatTheRecorderAddedIsNotedAsUnknown() throws {
        let file = try #require(RecordedFile.all.first { $0.path.contains("all_trackings") })
        let notes = try file.run().drift
        #expect(notes.map(\.field) == ["tracking._tracking"])
        #expect(notes.map(\.occurrences) == [102])
    }

    @Test func theRecordedErrorBodyIsAnUpstreamError() throws {
        let bytes = try RecordedPayloads.bytes("gamma/error_422_offset-on-keyset.json")
        let error = #expect(throws: DecodeError.self) {
            try GammaDecoder.marketsPage(RecordedPayloads.frame(bytes))
        }
        #expect(error?.code == "E2020")
        #expect(UpstreamErrorBody.text(from: bytes) == "offset is not allowed on keyset endpoints")
    }

    @Test func hoursOfAWindowAddUpToItsTotal() throws {
        let path = "xtracker/all_trackings_with_stats_elonmusk_2026-04-24.json"
        let frame = RecordedPayloads.frame(try RecordedPayloads.bytes(path))
        for tracking in try XTrackerDecoder.trackings(frame).elements {
            let stats = try #require(tracking.stats)
            #expect(stats.hours.reduce(0) { $0 + $1.count } == stats.total, "\(tracking.title)")
            #expect(tracking.user.map(\.handle) == ["elonmusk"])
        }
    }

    @Test func pricesOfMarketsFrom2020StayText() throws {
        let path = "gamma/market_closed_legacy_nonbinary-prices.json"
        let frame = RecordedPayloads.frame(try RecordedPayloads.bytes(path))
        let market = try #require(try GammaDecoder.marketsPage(frame).elements.first)
        #expect(market.outcomes[0].priceText == "0.5843311669077693146635445446077281")
        #expect(market.outcomes.map(\.price) == [nil, nil])
        #expect(market.closedAt == Timestamp(parsing: "2021-01-02T21:45:52Z"))
        #expect(market.volume == Amount(millionths: 46_944_579_746))
    }
}
