@testable import HarvestCore
import HarvestSimulator
import HarvestTestSupport
import Testing

@testable import HarvestSources

/// What bad answers do to jobs: passing trouble is survived, lasting trouble is told, nothing half is stored.
@Suite struct BadInputTests {
    /// Faults that pass: each is met once and the job ends well.
    static let passing: [SimulatorFault] = [
        .status(503), .status(429, retryAfter: 2), .tooMany(retryAfter: .seconds(2), asDate: true),
        .webPage(status: 200), .webPage(status: 502),
        .errorBody("Too Many Requests"), .emptyBody, .dropped, .cutBody(after: 50), .cutGzip(after: 50),
        .malformedJSON,
    ]

    static let runID: RunID = {
        var generator = SplitMix64(seed: 1)
        return RunID(using: &generator)
    }()

    @Test(arguments: passing.indices)
    func passingTroubleIsTriedAgain(index: Int) async throws {
        let fault = Self.passing[index]
        try await Bench.with { bench in
            bench.simulator.faults.add(fault, on: "/xtracker/api/users/elonmusk/trackings", times: 1)
            let report = await bench.runner.run(
                TrackingCollector(xtracker: bench.xtracker, handle: "elonmusk"))
            #expect(report.status == .ok, "\(fault): \(report.failure?.description ?? "")")
            // A kept-alive connection that breaks before an answer is tried again by libcurl itself.
            #expect(report.requests.retries == (fault == .dropped ? 0 : 1), "\(fault)")
            let windows = try await bench.store.count(TrackingWindow.table)
            #expect(windows > 5)
        }
    }

    @Test(arguments: passing.indices)
    func lastingTroubleIsTheJobsErrorAndStoresNoCursor(index: Int) async throws {
        let fault = Self.passing[index]
        try await Bench.with { bench in
            _ = await bench.runner.run(TrackingCollector(xtracker: bench.xtracker, handle: "elonmusk"))
            bench.simulator.faults.add(fault, on: "/xtracker/api/users/elonmusk/posts")
            let collector = PostCollector(xtracker: bench.xtracker, store: bench.store, handle: "elonmusk")
            let report = await bench.runner.run(collector)
            #expect(report.status != .ok, "\(fault)")
            #expect(report.failure != nil, "\(fault)")
            #expect(report.requests.count <= 3)
            let posts = try await bench.store.count(TweetPost.table)
            let cursors = try await bench.rows(Cursor.table).compactMap { $0.text("cursor_key") }
            #expect(posts == 0, "\(fault)")
            #expect(!cursors.contains("post_sync:elonmusk"), "\(fault)")
        }
    }

    @Test(arguments: [SimulatorFault.gzipBomb(bytes: 1 << 30), .endlessBody])
    func aBodyWithoutMeasureIsCutOffAndTold(fault: SimulatorFault) async throws {
        try await Bench.with { bench in
            bench.simulator.faults.add(fault, on: "/xtracker/api/users/elonmusk")
            let report = await bench.runner.run(
                TrackingCollector(xtracker: bench.xtracker, handle: "elonmusk"))
            #expect(report.status == .error)
            let codes = [TransportError.Kind.wireLimit, .decodedLimit, .ratioLimit].map {
                TransportError($0, host: "").code
            }
            #expect(codes.contains(report.failure?.code ?? ""), "\(report.failure?.description ?? "none")")
        }
    }

    @Test func oneBadElementIsKeptAsRejectedAndTheOthersAreStored() async throws {
        try await Bench.with { bench in
            bench.simulator.faults.add(
                .replacedValue(key: "createdAt", occurrence: 3, json: "\"yesterday\""),
                on: "/xtracker/api/users/elonmusk/posts")
            _ = await bench.runner.run(TrackingCollector(xtracker: bench.xtracker, handle: "elonmusk"))
            let collector = PostCollector(xtracker: bench.xtracker, store: bench.store, handle: "elonmusk")
            let report = await bench.runner.run(collector)
            #expect(report.status == .partial)
            #expect(report.rejected == 1)
            let row = try #require(try await bench.rows(Rejection.table).first)
            #expect(row.text("endpoint") == "users/{handle}/posts")
            #expect(row.text("message")?.contains("createdAt") == true)
            #expect(row.integer("byte_offset") != nil)
            #expect(row.text("excerpt")?.contains("yesterday") == true)
            let posts = try await bench.store.count(TweetPost.table)
            #expect(posts > 100)
        }
    }

    @Test func unknownAndVanishedKeysAreCountedAndStopNothing() async throws {
        try await Bench.with { bench in
            let faults = bench.simulator.faults
            faults.add(.addedKey("surprise", json: "[1]", before: "title"), on: "/gamma/events/keyset")
            faults.add(.removedKey("ticker"), on: "/gamma/events/keyset")
            let report = await bench.runner.run(bench.discovery())
            #expect(report.status == .ok, "\(report.failure?.description ?? "")")
            let drift = try await bench.rows(FieldDrift.table)
            let fields = drift.map { "\($0.text("kind") ?? "") \($0.text("field") ?? "")" }
            #expect(fields.contains("unknown event.surprise"), "\(fields)")
            #expect(fields.contains("missing event.ticker"), "\(fields)")
        }
    }

    @Test func anUndecodablePayloadIsKept() async throws {
        try await Bench.with { bench in
            bench.simulator.faults.add(.malformedJSON, on: "/gamma/events/keyset")
            let report = await bench.runner.run(bench.discovery())
            #expect(report.status == .error)
            let row = try #require(try await bench.rows(Rejection.table).first)
            #expect(row.text("source") == "gamma")
            #expect((row.integer("payload_bytes") ?? 0) > 1_000)
        }
    }

    @Test func anUnusableBookCostsOnlyItself() async throws {
        try await Bench.with { bench in
            _ = await bench.runner.run(bench.discovery())
            bench.simulator.faults.add(
                .replacedValue(key: "size", occurrence: 5, json: "\"0\""), on: "/clob/books", times: 1)
            let desk = BookDesk(
                clob: bench.clob, store: bench.store, clock: bench.clock, maximumAge: .seconds(4))
            let report = await bench.runner.run(BookCollector(.top, desk: desk))
            #expect(report.status == .partial)
            #expect(report.rejected == 1)
            let rows = try await bench.store.count(QuoteTop.table)
            #expect(rows > 400)
        }
    }

    @Test func aBatchOfBooksThatFailsCostsOnlyItsOwn() async throws {
        try await Bench.with { bench in
            _ = await bench.runner.run(bench.discovery())
            bench.simulator.faults.add(.status(500), on: "/clob/books", times: 3)
            let desk = BookDesk(
                clob: bench.clob, store: bench.store, clock: bench.clock, maximumAge: .seconds(4))
            let report = await bench.runner.run(BookCollector(.top, desk: desk))
            #expect(report.status == .partial)
            #expect(report.failure?.code == "E1250")
            let rows = try await bench.store.count(QuoteTop.table)
            #expect(rows > 200)
        }
    }

    @Test func aPostOfTheFutureDoesNotMoveTheWindowPastThePostsThatCome() async throws {
        try await Bench.with { bench in
            _ = await bench.runner.run(TrackingCollector(xtracker: bench.xtracker, handle: "elonmusk"))
            bench.simulator.faults.add(
                .replacedValue(key: "createdAt", json: "\"2099-01-01T00:00:00.000Z\""),
                on: "/xtracker/api/users/elonmusk/posts", times: 1)
            let collector = PostCollector(xtracker: bench.xtracker, store: bench.store, handle: "elonmusk")
            _ = await bench.runner.run(collector)
            let before = try await bench.store.count(TweetPost.table)
            bench.clock.advance(by: .days(2))
            let report = await bench.runner.run(collector)
            #expect(report.status == .ok)
            let after = try await bench.store.count(TweetPost.table)
            #expect(after > before)
        }
    }

    @Test func aHandleNobodyKnowsIsNamedInTheError() async throws {
        try await Bench.with { bench in
            let report = await bench.runner.run(
                TrackingCollector(xtracker: bench.xtracker, handle: "nobody-at-all"))
            #expect(report.failure?.code == "E1205")
            #expect(report.subject == "nobody-at-all")
            #expect(report.failure?.message.contains("nobody-at-all") == true)
            #expect(report.failure?.remedy?.contains("POLARIS_DEFAULT_HANDLES") == true)
        }
    }

    @Test func aRefusedBatchOfBooksIsHalvedUntilItPasses() async throws {
        try await Bench.with { bench in
            _ = await bench.runner.run(bench.discovery())
            bench.simulator.faults.add(
                .status(413, body: "{\"error\":\"Payload exceeds the limit\"}"), on: "/clob/books", times: 3)
            let desk = BookDesk(
                clob: bench.clob, store: bench.store, clock: bench.clock, maximumAge: .seconds(4))
            let report = await bench.runner.run(BookCollector(.top, desk: desk))
            #expect(report.status == .ok, "\(report.failure?.description ?? "")")
            let open = try await bench.rows(QuoteTop.table).count
            #expect(open > 200)
        }
    }

    @Test func withoutBatchesBooksComeOneByOne() async throws {
        try await Bench.with { bench in
            _ = await bench.runner.run(bench.discovery())
            bench.simulator.faults.add(
                .status(400, body: "{\"error\":\"Invalid payload\"}"), on: "/clob/books")
            let tokens = try await bench.rows(OutcomeToken.table).suffix(6)
                .compactMap { $0.identifier("token_id", as: TokenID.self) }
            let found = Recorder<TokenID>()
            let run = JobRun(
                id: Self.runID, job: .quoteTopSync, source: "clob", clock: bench.clock,
                submit: { _ in CommitReceipt() })
            let missing = try await bench.clob.books(Array(tokens), for: run) { answer in
                for book in answer.elements { found.record(book.tokenID) }
            }
            #expect(Set(found.facts + missing) == Set(tokens))
            #expect(found.count + missing.count == tokens.count)
            #expect(found.count >= 4)
        }
    }
}
