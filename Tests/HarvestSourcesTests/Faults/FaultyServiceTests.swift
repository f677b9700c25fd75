internal import HarvestCore
internal import HarvestSources
internal import HarvestTestSupport
internal import Testing

@testable internal import HarvestSimulator

/// Answers of a service that is broken, over the real transport: nothing half is an answer, and a request
/// that goes wrong holds no other one up.
@Suite struct FaultyServiceTests {
    private typealias Body = (
        CurlTransport, Simulator, _ url: @Sendable (String) -> String
    ) async throws -> Void

    private static func withService(_ body: Body) async throws {
        var configuration = SimulatorConfiguration(
            seed: 7, marketCount: 64, time: .frozen(Timestamp(seconds: 1_795_190_400)))
        configuration.gammaStaleness = .zero
        let clock = TemporaryPostgres.Clock()
        try await withSimulator(configuration: configuration, clock: clock) { address, simulator in
            try await TransportTesting.withTransport { transport in
                try await body(transport, simulator) { "\(address.base)\($0)" }
            }
        }
    }

    private static func kind(
        _ transport: CurlTransport, _ url: String, _ change: (inout HTTPRequest) -> Void = { _ in }
    ) async -> TransportError.Kind? {
        var request = HTTPRequest.get(url)
        change(&request)
        return await TransportTesting.failure { _ = try await transport.response(to: request) }?.kind
    }

    /// libcurl 7.88 reports success for each of these.
    @Test func aGzipBodyCutAtAnyByteIsCutShort() async throws {
        try await Self.withService { transport, simulator, url in
            let request = HTTPRequest.get(url("/gamma/sports"))
            let length = try await transport.response(to: request).wireByteCount
            #expect(length > 100)
            for cut in stride(from: 0, to: length, by: max(1, length / 200)) {
                simulator.faults.add(.cutGzip(after: cut), times: 1)
                let kind = await Self.kind(transport, request.url)
                #expect(kind == .cutShort, "after \(cut) of \(length) bytes")
            }
            let whole = try await transport.response(to: request)
            #expect(whole.wireByteCount == length)
        }
    }

    @Test func aBodyThatDripsIsGivenUpAfterOneWindowAndFreesItsSlot() async throws {
        try await Self.withService { transport, simulator, url in
            simulator.faults.add(.drip(bytes: 2, every: .milliseconds(100)), on: "/gamma/sports", times: 6)
            let target = url("/gamma/sports")
            await withTaskGroup(of: Void.self) { group in
                // As many as one host may have at a time.
                for _ in 0..<6 {
                    group.addTask {
                        let kind = await Self.kind(transport, target) {
                            $0.deadlines.lowSpeedWindow = .seconds(1)
                        }
                        #expect(kind == .tooSlow)
                    }
                }
            }
            let after = try await transport.response(to: .get(url("/gamma/sports")))
            #expect(after.status == 200)
        }
    }

    @Test func aBombIsStoppedAtItsRatioAndAnEndlessBodyAtTheWireLimit() async throws {
        try await Self.withService { transport, simulator, url in
            simulator.faults.add(.gzipBomb(bytes: 1 << 28), times: 1)
            let bomb = await Self.kind(transport, url("/gamma/tags"))
            #expect(bomb == .ratioLimit)
            simulator.faults.add(.endlessBody, times: 1)
            let endless = await Self.kind(transport, url("/gamma/tags")) { $0.limits.wireBytes = 1 << 20 }
            #expect(endless == .wireLimit || endless == .ratioLimit)
            let after = try await transport.response(to: .get(url("/gamma/tags")))
            #expect(after.status == 200)
        }
    }

    /// A bad day, a hundred requests: each has a whole answer or an error of its kind, none hangs.
    @Test func aMixtureOfFaultsLeavesAnswersWholeOrErrors() async throws {
        try await Self.withService { transport, simulator, url in
            let truth = try await transport.response(to: .get(url("/gamma/sports"))).body
            let share = 0.05
            for fault in [
                SimulatorFault.cutBody(after: 50), .cutGzip(after: 50), .dropped, .gzipBomb(bytes: 1 << 26),
                .status(503), .tooMany(retryAfter: .seconds(1), asDate: true),
            ] {
                simulator.faults.add(fault, share: share)
            }
            var failures = 0
            for _ in 0..<100 {
                do {
                    let response = try await transport.response(to: .get(url("/gamma/sports")))
                    if response.status == 200 { #expect(response.body == truth) }
                } catch {
                    #expect(error is TransportError)
                    failures += 1
                }
            }
            #expect((3...60).contains(failures))
        }
    }
}
