internal import HarvestCore
internal import HarvestSources
internal import HarvestTestSupport
internal import Testing

/// The transport's life: start, end, cancellation, connections, bounds, and that nothing is left behind.
@Suite struct LifeTests {
    /// Answers every request of a connection with its target.
    private static let echo: LoopbackServer.Script = { connection in
        while true { try connection.reply(text: try connection.readRequest().target) }
    }

    @Test func connectionsAreKeptAndUsedAgain() async throws {
        try await withLoopbackServer(Self.echo) { server in
            try await TransportTesting.withTransport { transport in
                for number in 1...20 {
                    let response = try await transport.response(to: .get(server.url("/\(number)")))
                    #expect(response.body == Array("/\(number)".utf8))
                }
            }
            #expect(server.opened.count == 1)
        }
    }

    @Test func aKeptConnectionThatHasGoneIsReplaced() async throws {
        try await withLoopbackServer {
            try $0.reply(text: try $0.readRequest().target)
        } _: { server in
            try await TransportTesting.withTransport { transport in
                for number in 1...50 {
                    let request = HTTPRequest.post(server.url("/\(number)"), json: [0x31])
                    let body = try await transport.response(to: request).body
                    #expect(body == Array("/\(number)".utf8))
                }
            }
            #expect(server.opened.count == 50)
        }
    }

    @Test func aThousandRequestsAtOnceAreAllAnswered() async throws {
        try await withLoopbackServer(Self.echo) { server in
            let wrong = try await TransportTesting.withTransport { transport in
                try await withThrowingTaskGroup(of: Bool.self) { group in
                    for number in 0..<1_000 {
                        group.addTask {
                            let response = try await transport.response(to: .get(server.url("/\(number)")))
                            return response.body != Array("/\(number)".utf8)
                        }
                    }
                    return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
            }
            #expect(wrong == 0)
            #expect(server.requests.count == 1_000)
            #expect(server.opened.count <= 4)
        }
    }

    @Test func noHostGetsMoreConnectionsThanAllowed() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.connectionsPerHost = 3
        try await withLoopbackServer { connection in
            while true {
                try connection.readRequest()
                // Everyone waits until the host is full: with a broken bound all forty would be here by then.
                try connection.wait { connection.peakOpenCount >= 3 }
                try connection.reply(text: "{}")
            }
        } _: { server in
            try await TransportTesting.withTransport(configuration) { transport in
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<40 {
                        group.addTask { try await transport.response(to: .get(server.url())).status }
                    }
                    for try await status in group { #expect(status == 200) }
                }
            }
            #expect(server.opened.count == 3)
        }
    }

    @Test func aHostThatHangsDoesNotStopAnother() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.connectionsPerHost = 2
        configuration.connections = 4
        let hanging = try LoopbackServer {
            try $0.readRequest()
            try $0.waitForClose()
        }
        defer { hanging.stop() }
        try await withLoopbackServer(Self.echo) { server in
            try await TransportTesting.withTransport(configuration) { transport in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<20 {
                        group.addTask {
                            // Longer than the slowest machine takes: nothing here is about deadlines.
                            var request = HTTPRequest.get(hanging.url())
                            request.deadlines = RequestDeadlines(firstByte: .hours(1), total: .hours(1))
                            _ = try await transport.response(to: request)
                        }
                    }
                    try await hanging.requests.wait(for: 2)
                    for _ in 0..<20 { _ = try await transport.response(to: .get(server.url())) }
                    #expect(hanging.opened.count == 2)
                    group.cancelAll()
                    while let result = await group.nextResult() {
                        #expect(throws: CancellationError.self) { try result.get() }
                    }
                }
            }
        }
    }

    @Test func cancellingFreesTheSlotAndTheConnection() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.connectionsPerHost = 1
        try await withLoopbackServer { connection in
            let request = try connection.readRequest()
            if request.target == "/hang" { try connection.waitForClose() }
            try connection.reply(text: "{}")
        } _: { server in
            try await TransportTesting.withTransport(configuration) { transport in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { _ = try await transport.response(to: .get(server.url("/hang"))) }
                    try await server.requests.wait(for: 1)
                    group.cancelAll()
                    await #expect(throws: CancellationError.self) { try await group.next() }
                }
                // The connection's end is seen by the server, and its slot serves the next request.
                try await server.closed.wait(for: 1)
                #expect(try await transport.response(to: .get(server.url())).status == 200)
            }
        }
    }

    @Test func aCancelledTaskAsksNothing() async throws {
        try await withLoopbackServer(Self.echo) { server in
            try await TransportTesting.withTransport { transport in
                await withTaskGroup(of: Void.self) { group in
                    group.cancelAll()
                    group.addTask {
                        await #expect(throws: CancellationError.self) {
                            try await transport.response(to: .get(server.url()))
                        }
                    }
                }
            }
            #expect(server.opened.count == 0)
        }
    }

    @Test func endingTheTransportFailsWhatIsUnderWay() async throws {
        try await withLoopbackServer {
            try $0.readRequest()
            try $0.waitForClose()
        } _: { server in
            let transport = CurlTransport(clock: ManualClock())
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await transport.run() }
                async let failure = Self.firstFailure(of: transport, server)
                try await server.requests.wait(for: 1)
                group.cancelAll()
                #expect(try await failure.kind == .cancelled)
                try await group.waitForAll()
            }
            let after = await TransportTesting.failure {
                _ = try await transport.response(to: .get(server.url()))
            }
            #expect(after?.kind == .notRunning)
        }
    }

    @Test func itDoesNotRunTwiceAtATimeButAgainAfterwards() async throws {
        try await withLoopbackServer(Self.echo) { server in
            let transport = CurlTransport(clock: ManualClock())
            for _ in 0..<2 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await transport.run() }
                    while await TransportTesting.failure({
                        _ = try await transport.response(to: .get(server.url()))
                    })?.kind == .notRunning { await Task.yield() }
                    let second = await TransportTesting.failure { try await transport.run() }
                    #expect(second?.kind == .engine)
                    group.cancelAll()
                    try await group.waitForAll()
                }
            }
        }
    }

    @Test func moreRequestsThanTheBoundAreRefused() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.capacity = 2
        try await withLoopbackServer {
            try $0.readRequest()
            try $0.waitForClose()
        } _: { server in
            try await TransportTesting.withTransport(configuration) { transport in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<2 {
                        group.addTask { _ = try await transport.response(to: .get(server.url())) }
                    }
                    try await server.requests.wait(for: 2)
                    let third = await TransportTesting.failure {
                        _ = try await transport.response(to: .get(server.url()))
                    }
                    #expect(third?.kind == .queueFull)
                    group.cancelAll()
                    while let result = await group.nextResult() {
                        #expect(throws: CancellationError.self) { try result.get() }
                    }
                }
            }
        }
    }

    // Other tests of this process open and close things meanwhile. What a life left behind would show in
    // every series of lives; what others do does not, so one series without growth is the proof.
    @Test func livesLeaveNoThreadsAndNoDescriptorsBehind() async throws {
        let lives = 100
        let growths = Recorder<Int>()
        try await withLoopbackServer(Self.echo) { server in
            for series in 1...5 where growths.facts.allSatisfy({ $0 >= lives / 2 }) {
                let before = try (ProcessFacts.threadCount(), ProcessFacts.descriptorCount())
                for _ in 0..<lives {
                    try await TransportTesting.withTransport {
                        _ = try await $0.response(to: .get(server.url()))
                    }
                }
                try await server.closed.wait(for: series * lives)
                let threads = try ProcessFacts.threadCount() - before.0
                let descriptors = try ProcessFacts.descriptorCount() - before.1
                growths.record(max(threads, descriptors))
            }
        }
        #expect(growths.facts.contains { $0 < lives / 2 }, "growth by series: \(growths.facts)")
    }

    private static func firstFailure(
        of transport: CurlTransport, _ server: LoopbackServer
    ) async throws -> TransportError {
        while true {
            let failure = await TransportTesting.failure {
                _ = try await transport.response(to: .get(server.url()))
            }
            let found = try #require(failure)
            // The transport may not have started yet.
            if found.kind != .notRunning { return found }
            await Task.yield()
        }
    }
}
