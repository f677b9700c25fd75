internal import HarvestCore
internal import HarvestSimulator
internal import HarvestSources
internal import HarvestTestSupport
internal import Testing

/// What a bad network does to requests: CurlTransport, the proxy and the simulator, over real sockets.
///
/// Whatever breaks, an answer is whole or it is an error, and its connection's slot is free again.
@Suite struct HTTPProxyTests {
    private static let path = "/gamma/tags"

    /// A transport, a proxy before a simulator, and the answer without any fault.
    private struct Stage {
        let transport: CurlTransport
        let proxy: FaultProxy
        let truth: [UInt8]

        /// Asks through the proxy, with deadlines that end a test soon.
        func ask() async throws -> HTTPResponse {
            var request = HTTPRequest.get("http://127.0.0.1:\(proxy.port)\(path)")
            request.deadlines = RequestDeadlines(
                connect: .seconds(5), firstByte: .seconds(1), total: .seconds(5),
                lowSpeedBytesPerSecond: 200, lowSpeedWindow: .seconds(2))
            return try await transport.response(to: request)
        }

        func expectTruth(_ comment: Comment? = nil) async throws {
            let body = try await ask().body
            #expect(body == truth, comment)
        }

        func failure() async -> TransportError.Kind? {
            await TransportTesting.failure { _ = try await ask() }?.kind
        }
    }

    private static func withStage(seed: UInt64 = 1, _ body: (Stage) async throws -> Void) async throws {
        var configuration = SimulatorConfiguration(
            seed: 7, marketCount: 64, time: .frozen(Timestamp(seconds: 1_795_190_400)))
        configuration.gammaStaleness = .zero
        try await withSimulator(configuration: configuration, clock: ManualClock()) { address, _ in
            try await withFaultProxy(to: Int(address.port), seed: seed) { proxy in
                try await TransportTesting.withTransport { transport in
                    let url = "http://127.0.0.1:\(address.port)\(path)"
                    let truth = try await transport.response(to: .get(url)).body
                    try await body(Stage(transport: transport, proxy: proxy, truth: truth))
                }
            }
        }
    }

    @Test func aLateAndJitteryAnswerIsWhole() async throws {
        try await Self.withStage { stage in
            stage.proxy.add(.latency(.milliseconds(20), jitter: .milliseconds(50)))
            for _ in 0..<5 { try await stage.expectTruth() }
        }
    }

    @Test func anAnswerThatDripsIsGivenUpAndANarrowOneIsNot() async throws {
        try await Self.withStage { stage in
            stage.proxy.add(.bandwidth(bytesPerSecond: 4_000))
            try await stage.expectTruth()
            stage.proxy.removeAll()
            stage.proxy.add(.bandwidth(bytesPerSecond: 40))
            let kind = await stage.failure()
            #expect(kind == .tooSlow || kind == .firstByteTimeout)
        }
    }

    @Test(arguments: [0, 1, 20, 200, 400])
    func anAnswerThatBreaksOffIsAnErrorAndTheNextOneIsWhole(bytes: Int) async throws {
        try await Self.withStage { stage in
            for fault in [
                ProxyFault.resetAfter(bytes: bytes), .closeAfter(bytes: bytes), .halfCloseAfter(bytes: bytes),
            ] {
                // A fresh connection that breaks before any byte may be tried again by libcurl itself.
                stage.proxy.add(fault, times: 3)
                let kind = await stage.failure()
                #expect(
                    [.reset, .cutShort, .malformed].contains(kind), "\(fault): \(String(describing: kind))")
                stage.proxy.removeAll()
                try await stage.expectTruth("\(fault)")
            }
        }
    }

    @Test func silenceEndsAtTheDeadlineAndHoldsNobodyElseUp() async throws {
        try await Self.withStage { stage in
            stage.proxy.add(.silenceAfter(bytes: 0), times: 1)
            async let silent = stage.failure()
            while stage.proxy.strikeCount == 0 { await Task.yield() }
            // While one request waits for nothing, others are answered.
            for _ in 0..<5 { try await stage.expectTruth() }
            #expect(await silent == .firstByteTimeout)
            stage.proxy.add(.silenceAfter(bytes: 300), times: 1)
            let kind = await stage.failure()
            #expect(kind == .tooSlow || kind == .totalTimeout)
            try await stage.expectTruth()
        }
    }

    /// Sixty faults from a seed, one after the other, several requests at a time.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func whateverTheSeedSaysAnAnswerIsWholeOrAnError(seed: UInt64) async throws {
        try await Self.withStage(seed: seed) { stage in
            var generator = SplitMix64(seed: seed)
            for _ in 0..<20 {
                stage.proxy.add(.drawn(within: 600, using: &generator), times: 2)
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<3 {
                        group.addTask {
                            do {
                                let body = try await stage.ask().body
                                #expect(body == stage.truth, "seed \(seed)")
                            } catch {
                                #expect(error is TransportError, "seed \(seed): \(error)")
                            }
                        }
                    }
                }
                stage.proxy.removeAll()
            }
            #expect(stage.proxy.strikeCount > 5)
            try await stage.expectTruth()
        }
    }
}
