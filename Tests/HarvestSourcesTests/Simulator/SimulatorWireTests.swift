internal import Foundation
internal import HarvestCore
internal import Testing

@testable import HarvestSimulator

/// What goes over the wire: headers, compression, and answers that are cut, late or without end.
@Suite struct SimulatorWireTests {
    let configuration = SimulatorConfiguration(
        seed: 3, marketCount: 64, time: .frozen(SimulatorDesk.moment + .seconds(61)))

    func serving(_ body: (SimulatorPort, Simulator) async throws -> Void) async throws {
        try await withSimulator(configuration: configuration, clock: StandingClock()) { address, simulator in
            try await body(SimulatorPort(port: address.port), simulator)
        }
    }

    @Test func answersCarryTheServicesHeaders() async throws {
        try await serving { port, _ in
            let list = await RawHTTP.ask(port, "/gamma/markets?limit=1")
            #expect(list.status == 200)
            #expect(list.header("deprecation") == "true")
            #expect(list.header("warning") == "299 - \"use /markets/keyset\"")
            #expect(list.header("cache-control") == "public, max-age=300")
            #expect(list.header("age") == "61" && list.header("cf-cache-status") == "HIT")
            #expect(list.header("date") == "Fri, 20 Nov 2026 16:01:01 GMT")
            #expect(list.header("content-length") == String(list.body.count))
            let book = await RawHTTP.ask(port, "/clob/time")
            #expect(book.header("cache-control") == nil && book.body == Array("1795190461".utf8))
        }
    }

    @Test func gzipIsAnsweredOnlyWhenAsked() async throws {
        try await serving { port, _ in
            let plain = await RawHTTP.ask(port, "/gamma/tags?limit=100")
            let packed = await RawHTTP.ask(
                port, "/gamma/tags?limit=100", headers: ["Accept-Encoding: gzip, br"])
            #expect(plain.header("content-encoding") == nil && packed.header("content-encoding") == "gzip")
            #expect(packed.body.count < plain.body.count / 2)
            #expect(packed.body == GzipEncoder.packed(plain.body))
        }
    }

    @Test func aPostedQuestionIsRead() async throws {
        try await serving { port, simulator in
            let world = simulator.world
            let event = world.catalogue(at: simulator.now).events.last { simulator.now < $0.closes }
            let market = world.market(5, of: try #require(event))
            let token = world.identity(of: market).tokens[0]
            let answer = await RawHTTP.ask(port, "/clob/books", body: "[{\"token_id\":\"\(token)\"}]")
            let books = try SimulatorDesk.parsed(answer.body) as? [[String: Any]]
            #expect(books?.first?["asset_id"] as? String == token)
            let long = String(repeating: " ", count: HTTPDaemon.bodyLimit + 1)
            let refused = await RawHTTP.ask(port, "/clob/books", body: "[]" + long)
            #expect(refused.status == 400)
            #expect(refused.body == Array(#"{"error":"Payload exceeds the limit"}"#.utf8))
        }
    }

    @Test func aCutBodyIsShorterThanItSays() async throws {
        try await serving { port, simulator in
            simulator.faults.add(.cutBody(after: 500), on: "/gamma/tags", times: 1)
            let cut = await RawHTTP.ask(port, "/gamma/tags?limit=100")
            #expect(cut.status == 200 && cut.body.count == 500)
            #expect(cut.header("content-length").flatMap { Int($0) } ?? 0 > 500)
            let whole = await RawHTTP.ask(port, "/gamma/tags?limit=100")
            #expect(whole.body.count > 500 && Array(whole.body.prefix(500)) == cut.body)
        }
    }

    @Test func aCutGzipBodyEndsWellForHTTP() async throws {
        try await serving { port, simulator in
            let whole = await RawHTTP.ask(port, "/gamma/tags", headers: ["Accept-Encoding: gzip"])
            simulator.faults.add(.cutGzip(after: 100), times: 1)
            let cut = await RawHTTP.ask(port, "/gamma/tags", headers: ["Accept-Encoding: gzip"])
            #expect(cut.header("content-length") == "100" && cut.header("content-encoding") == "gzip")
            #expect(cut.body == Array(whole.body.prefix(100)))
        }
    }

    @Test func aDroppedConnectionHasNoAnswer() async throws {
        try await serving { port, simulator in
            simulator.faults.add(.dropped, times: 1)
            let answer = await RawHTTP.ask(port, "/clob/time")
            #expect(answer.head.isEmpty)
            #expect(simulator.requests.requests.last?.status == 0)
        }
    }

    @Test func anEndlessBodyGoesOn() async throws {
        try await serving { port, simulator in
            simulator.faults.add(.endlessBody, on: "/clob/time")
            let answer = await RawHTTP.ask(port, "/clob/time", bound: 3_000_000)
            #expect(answer.body.count > 2_900_000 && answer.header("content-length") == nil)
        }
    }

    @Test func aGzipBombIsSmallOnTheWire() async throws {
        try await serving { port, simulator in
            simulator.faults.add(.gzipBomb(bytes: 64 << 20), times: 1)
            let bomb = await RawHTTP.ask(port, "/gamma/tags")
            #expect(bomb.header("content-encoding") == "gzip" && bomb.body.count < 1 << 20)
            // The last four bytes of a gzip stream are the unpacked length.
            let length = bomb.body.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            #expect(length == 64 << 20)
        }
    }

    @Test func waitsAreMeasuredByTheClockThatWasHandedIn() async throws {
        let clock = SteppingClock()
        try await withSimulator(configuration: configuration, clock: clock) { address, simulator in
            let port = SimulatorPort(port: address.port)
            simulator.faults.add(.delay(.seconds(3_600)), times: 1)
            async let late = RawHTTP.ask(port, "/clob/time")
            await clock.awaitSleepers(1)
            let prompt = await RawHTTP.ask(port, "/clob/ok")
            #expect(prompt.body == Array("\"OK\"".utf8))
            clock.advance(by: .seconds(3_600))
            #expect(await late.status == 200)
        }
    }

    @Test func aBodyDripsByTheClockThatWasHandedIn() async throws {
        let clock = SteppingClock()
        try await withSimulator(configuration: configuration, clock: clock) { address, simulator in
            let port = SimulatorPort(port: address.port)
            simulator.faults.add(.drip(bytes: 4, every: .seconds(10)), times: 1)
            async let dripped = RawHTTP.ask(port, "/clob/time")
            // Ten digits are three drips, so two waits.
            for _ in 0..<2 {
                await clock.awaitSleepers(1)
                clock.advance(by: .seconds(10))
            }
            #expect(await dripped.body == Array("1795190461".utf8))
        }
    }

    @Test func stoppingLetsGoOfWhatIsHeldBack() async throws {
        let clock = SteppingClock()
        let configuration = configuration
        let (addresses, told) = AsyncStream.makeStream(of: UInt16.self, bufferingPolicy: .bufferingNewest(1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            let simulator = Simulator(configuration: configuration, clock: clock)
            simulator.faults.add(.delay(.days(1)), times: 1)
            group.addTask { try await simulator.run { told.yield($0.port) } }
            for await port in addresses.prefix(1) {
                async let held = RawHTTP.ask(SimulatorPort(port: port), "/clob/ok")
                await clock.awaitSleepers(1)
                group.cancelAll()
                try await group.waitForAll()
                // Whether the answer still gets out or the connection closes first is the library's business.
                #expect(await [0, 200].contains(held.status))
            }
        }
    }

    @Test func aTakenPortIsAFailureWithARemedy() async throws {
        try await serving { port, _ in
            await #expect(throws: SimulatorFailure.self) {
                try await withSimulator(clock: StandingClock(), port: port.port) { _, _ in }
            }
        }
    }

    @Test func runAnswersUntilItIsCancelled() async throws {
        let simulator = Simulator(configuration: configuration, clock: StandingClock())
        let (addresses, told) = AsyncStream.makeStream(of: UInt16.self, bufferingPolicy: .bufferingNewest(1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await simulator.run { told.yield($0.port) } }
            for await port in addresses.prefix(1) {
                #expect(await RawHTTP.ask(SimulatorPort(port: port), "/clob/ok").status == 200)
            }
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(simulator.requests.total == 1)
    }
}
