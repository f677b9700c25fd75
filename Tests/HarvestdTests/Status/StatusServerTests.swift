import HarvestCore
import HarvestTestSupport
import Testing

@testable import harvestd

/// Real HTTP against the server; the clock stands still but where it is moved.
@Suite struct StatusServerTests {
    private func isAlive(_ port: UInt16) async -> Bool {
        await RawClient.get("/livez", port: port)?.hasPrefix("HTTP/1.1 200 ") ?? false
    }

    private func isAliveWhileTimePasses(_ running: StatusBench.Running) async throws -> Bool {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask { await isAlive(running.port) }
            group.addTask {
                while !Task.isCancelled {
                    try await running.clock.waitForSleepers()
                    running.clock.advance(by: StatusDoor.longestConnection + .seconds(1))
                }
                return false
            }
            defer { group.cancelAll() }
            return try await group.next() ?? false
        }
    }

    @Test func everyPageIsServedFromWhatIsKnownNow() async throws {
        try await StatusBench.serving { running in
            for path in StatusPages.paths {
                let expected = path == "/readyz" ? "503" : "200"
                let answer = await RawClient.get(path, port: running.port)
                #expect(answer?.hasPrefix("HTTP/1.1 \(expected) ") == true, "\(path): \(answer ?? "")")
            }
            let before = await RawClient.get("/metrics", port: running.port) ?? ""
            #expect(before.contains("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"))
            #expect(before.contains("Connection: close\r\n"))
            running.monitor.report(
                EngineEvent("RequestRetried", ["source": "gamma", "code": "E1250"]))
            let after = await RawClient.get("/metrics", port: running.port) ?? ""
            let line = "harvestd_http_retries_total{source=\"gamma\",reason=\"E1250\"} 1\n"
            #expect(!before.contains(line) && after.contains(line))
        }
    }

    @Test func theHostAndTheMethodAreLookedAt() async throws {
        try await StatusBench.serving { running in
            let rebound = await RawClient.get("/metrics", port: running.port, host: "evil.example")
            #expect(rebound?.hasPrefix("HTTP/1.1 403 ") == true)
            for (method, status) in [("POST", "405"), ("DELETE", "405"), ("HEAD", "200")] {
                let client = RawClient(port: running.port)
                client.send("\(method) /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                let answer = await client.received() ?? ""
                #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(method): \(answer)")
                if method == "HEAD" { #expect(answer.hasSuffix("\r\n\r\n")) }
            }
            let nameless = RawClient(port: running.port)
            nameless.send("GET /livez HTTP/1.0\r\n\r\n")
            #expect(await nameless.received()?.hasPrefix("HTTP/1.1 400 ") == true)
        }
    }

    @Test func aBodyIsNotWaitedFor() async throws {
        try await StatusBench.serving { running in
            let client = RawClient(port: running.port)
            client.send(
                "POST /status.json HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\nx")
            #expect(await client.received()?.hasPrefix("HTTP/1.1 405 ") == true)
        }
    }

    @Test func aHeaderBombIsRefusedAndDisturbsNobody() async throws {
        try await StatusBench.serving { running in
            let client = RawClient(port: running.port)
            client.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n")
            for index in 0..<2_000 where !client.send("X-\(index): \(String(repeating: "y", count: 200))\r\n")
            {
                break
            }
            let answer = await client.received() ?? ""
            #expect(!answer.hasPrefix("HTTP/1.1 200 "), "\(answer)")
            #expect(await isAlive(running.port))
        }
    }

    @Test func aClientThatDripsIsCutOffByOurClock() async throws {
        try await StatusBench.serving { running in
            let slow = RawClient(port: running.port)
            slow.send("GET /livez HTTP/1.1\r\nHost: loc")
            // The server's one thread has seen the slow one before it answers this.
            #expect(await isAlive(running.port))
            slow.send("al")
            try await running.clock.waitForSleepers()
            running.clock.advance(by: StatusDoor.longestConnection + .seconds(1))
            #expect(await slow.received() == "")
            #expect(await isAlive(running.port))
        }
    }

    @Test func twoHundredSilentClientsTakeNothingButTheirPlaces() async throws {
        try await StatusBench.serving { running in
            let crowd = (0..<200).map { _ in RawClient(port: running.port) }
            for client in crowd { client.send("GET /metrics HTTP/1.1\r\n") }
            // Those beyond the limit wait for a place, and those who have one lose it when their time is
            // over. The one that asks may lose its own, so it asks again.
            var isFree = false
            for _ in 0..<50 where !isFree { isFree = try await isAliveWhileTimePasses(running) }
            #expect(isFree)
            running.monitor.report(EngineEvent("CommitRetried", level: .warning))
            let metrics = await RawClient.get("/metrics", port: running.port) ?? ""
            #expect(metrics.contains("harvestd_db_commit_retries_total 1\n"))
            let connected = crowd.count { $0.isConnected }
            #expect(connected == 200)
        }
    }

    @Test func aPortThatIsTakenIsToldAndTriedAgain() async throws {
        let (clock, events) = (ManualClock(), EventRecorder())
        let monitor = try StatusBench.monitor(clock: clock)
        let other = try LoopbackServer { try $0.waitForClose() }
        let port = UInt16(other.port)
        let server = StatusServer(
            at: StatusAddress(host: "127.0.0.1", port: port), monitor: monitor, channel: BatchChannel(),
            clock: clock, events: events)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            defer { group.cancelAll() }
            let refused = try await events.recorder.wait(for: 1)[0]
            #expect(refused.name == "StatusRefused")
            #expect(refused.level == .warning)
            #expect(refused["err"]?.description.isEmpty == false)
            #expect(refused["fix"]?.description.contains("POLARIS_STATUS_ADDRESS") == true)
            other.stop()
            try await clock.waitForSleepers()
            clock.advance(by: StatusServer.retryInterval)
            let served = try await events.recorder.wait(for: 2)[1]
            #expect(served.name == "StatusServed")
            #expect(await isAlive(port))
        }
    }

    @Test func afterTheEndThePortIsFree() async throws {
        let port = try await StatusBench.serving { $0.port }
        #expect(PortProbe.obstacle(at: StatusAddress(host: "127.0.0.1", port: port)) == nil)
        #expect(!RawClient(port: port).isConnected)
    }
}
