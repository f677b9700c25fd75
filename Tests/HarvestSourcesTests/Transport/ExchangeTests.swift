internal import HarvestCore
internal import HarvestSources
internal import HarvestTestSupport
internal import Testing

/// Requests and answers that are not about bodies: statuses, fields, redirects, deadlines, broken
/// connections.
@Suite struct ExchangeTests {
    @Test func a404WithABodyIsAnAnswer() async throws {
        let response = try await TransportTesting.answer {
            try $0.readRequest()
            try $0.reply(404, text: #"{"error":"No orderbook exists"}"#)
        }
        #expect(response.status == 404)
        #expect(String(decoding: response.body, as: UTF8.self).contains("No orderbook"))
    }

    @Test func a429GivesItsFieldsWithoutRegardToCase() async throws {
        let response = try await TransportTesting.answer {
            try $0.readRequest()
            try $0.reply(429, headers: ["retry-AFTER": "  7 ", "X-Twice": "a", "x-twice": "b"], text: "")
        }
        #expect(response.status == 429)
        #expect(response.headers["Retry-After"] == "7")
        #expect(response.headers.values(of: "X-TWICE") == ["a", "b"])
        #expect(response.headers["X-None"] == nil)
    }

    @Test func htmlPassesAsBytes() async throws {
        let page = "<!DOCTYPE html><html><body>Just a moment…</body></html>"
        let response = try await TransportTesting.answer {
            try $0.readRequest()
            try $0.reply(503, headers: ["Content-Type": "text/html"], text: page)
        }
        #expect(response.body == Array(page.utf8))
    }

    @Test func anInterimAnswerIsForgotten() async throws {
        let response = try await TransportTesting.answer {
            try $0.readRequest()
            try $0.send("HTTP/1.1 103 Early Hints\r\nContent-Encoding: gzip\r\n\r\n")
            try $0.reply(headers: ["X-Final": "yes"], text: "{}")
        }
        #expect(response.status == 200)
        #expect(response.headers["Content-Encoding"] == nil)
        #expect(response.body == Array("{}".utf8))
    }

    @Test func aPostArrivesWithItsBodyFieldsAndUserAgent() async throws {
        let body = Array(#"[{"token_id":"1"}]"#.utf8) + [0] + PackedFixture.noise(2 << 20)
        try await withLoopbackServer {
            try $0.readRequest()
            try $0.reply(text: "[]")
        } _: { server in
            var request = HTTPRequest.post(server.url("/books?x=1"), json: body)
            request.headers.append(name: "X-Empty", value: "")
            _ = try await TransportTesting.withTransport { try await $0.response(to: request) }
            let seen = try #require(server.requests.facts.first)
            #expect(seen.method == "POST")
            #expect(seen.target == "/books?x=1")
            #expect(seen.body == body)
            #expect(seen.headers.values(of: "Content-Type") == ["application/json"])
            #expect(seen.headers["X-Empty"] == "")
            #expect(seen.headers["Expect"] == nil)
            #expect(seen.headers.values(of: "User-Agent") == ["Mozilla/5.0 (compatible; harvestd)"])
        }
    }

    @Test(arguments: [nil, []] as [[UInt8]?])
    func aPostWithoutBytesEnds(body: [UInt8]?) async throws {
        let response = try await TransportTesting.answer {
            $0 = HTTPRequest(method: .post, url: $0.url, body: body)
        } _: {
            let request = try $0.readRequest()
            try $0.reply(text: "\(request.headers["Content-Length"] ?? "none")")
        }
        #expect(response.body == Array("0".utf8))
    }

    @Test func aRedirectIsAnAnswerUnlessFollowingIsAllowed() async throws {
        let response = try await TransportTesting.answer {
            try $0.readRequest()
            try $0.reply(302, headers: ["Location": "/there"], text: "")
        }
        #expect(response.status == 302)
    }

    @Test func aRedirectToTheSameHostIsFollowedWhenAllowed() async throws {
        let response = try await TransportTesting.answer {
            $0.redirectLimit = 1
        } _: { connection in
            while true {
                let request = try connection.readRequest()
                if request.target == "/there?a=1" { return try connection.reply(text: "arrived") }
                try connection.reply(301, headers: ["Location": "/there?a=1"], text: "moved")
            }
        }
        #expect(response.body == Array("arrived".utf8))
    }

    @Test(arguments: [
        "https://elsewhere.example/", "http://127.0.0.2/", "file:///etc/passwd", "http://user@127.0.0.1/",
        "/a b",
    ])
    func aRedirectElsewhereIsRefused(location: String) async {
        let failure = await TransportTesting.failure {
            $0.redirectLimit = 3
        } _: {
            try $0.readRequest()
            try $0.reply(302, headers: ["Location": location], text: "")
        }
        #expect(failure?.kind == .redirect || failure?.kind == .badURL)
        #expect(failure?.advice == .stop)
    }

    @Test func redirectsInACircleEnd() async throws {
        try await withLoopbackServer { connection in
            while true {
                try connection.readRequest()
                try connection.reply(302, headers: ["Location": "/again"], text: "")
            }
        } _: { server in
            var request = HTTPRequest.get(server.url())
            request.redirectLimit = 100
            let failure = await TransportTesting.failure {
                _ = try await TransportTesting.withTransport { try await $0.response(to: request) }
            }
            #expect(failure?.kind == .redirect)
            #expect(server.requests.count == 4)
        }
    }

    @Test func aServerThatNeverAnswersMeetsTheFirstByteDeadline() async {
        let failure = await TransportTesting.failure {
            $0.deadlines.firstByte = .milliseconds(200)
        } _: {
            try $0.readRequest()
            try $0.waitForClose()
        }
        #expect(failure?.kind == .firstByteTimeout)
    }

    @Test func aDrippingBodyIsTooSlow() async {
        let failure = await TransportTesting.failure {
            $0.deadlines.lowSpeedWindow = .milliseconds(300)
            $0.deadlines.lowSpeedBytesPerSecond = 1_000
        } _: { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while true {
                try connection.send("x")
                try connection.pause(.milliseconds(20))
            }
        }
        #expect(failure?.kind == .tooSlow)
    }

    @Test func aBodyThatStopsInTheMiddleMeetsTheTotalDeadline() async {
        let failure = await TransportTesting.failure {
            $0.deadlines.total = .milliseconds(300)
        } _: { connection in
            try connection.readRequest()
            try connection.reply(body: [1, 2], length: 8)
            try connection.waitForClose()
        }
        #expect(failure?.kind == .totalTimeout)
    }

    @Test func waitingForAConnectionCountsTowardsTheTotalDeadline() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.connectionsPerHost = 1
        try await withLoopbackServer {
            try $0.readRequest()
            try $0.waitForClose()
        } _: { server in
            try await TransportTesting.withTransport(configuration) { transport in
                let holding = HTTPRequest.get(server.url("/holding"))
                var waiting = HTTPRequest.get(server.url("/waiting"))
                waiting.deadlines.total = .milliseconds(200)
                async let held = TransportTesting.failure { _ = try await transport.response(to: holding) }
                try await server.requests.wait(for: 1)
                let failure = await TransportTesting.failure { _ = try await transport.response(to: waiting) }
                #expect(failure?.kind == .totalTimeout)
                #expect(server.opened.count == 1)
                server.stop()
                #expect(await held?.kind == .reset)
            }
        }
    }

    @Test func nobodyListeningIsRefused() async throws {
        let server = try LoopbackServer { _ in }
        server.stop()
        let failure = await TransportTesting.failure {
            _ = try await TransportTesting.withTransport { try await $0.response(to: .get(server.url())) }
        }
        #expect(failure?.kind == .refused)
        #expect(failure?.host == "127.0.0.1:\(server.port)")
        #expect(failure?.advice == .retry(after: nil))
    }

    @Test func aNameThatDoesNotExistIsADNSFailure() async {
        let failure = await TransportTesting.failure {
            _ = try await TransportTesting.withTransport {
                // A machine without a network may take long to find out that it has no name server.
                var request = HTTPRequest.get("https://harvest-test.invalid/")
                request.deadlines = RequestDeadlines(connect: .hours(1), total: .hours(1))
                return try await $0.response(to: request)
            }
        }
        #expect(failure?.kind == .dns)
    }

    @Test func aResetBeforeTheAnswerIsAReset() async {
        let failure = await TransportTesting.failure {
            try $0.readRequest()
            try $0.reset()
        }
        #expect(failure?.kind == .reset)
    }

    @Test func aResetInTheBodyIsAReset() async {
        let failure = await TransportTesting.failure {
            try $0.readRequest()
            try $0.reply(body: [1, 2, 3], length: 10_000)
            try $0.reset()
        }
        #expect(failure?.kind == .reset)
    }

    @Test func aConnectionClosedWithoutAnAnswerIsAReset() async {
        let failure = await TransportTesting.failure { try $0.readRequest() }
        #expect(failure?.kind == .reset)
    }

    @Test(arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "\r\n\r\n\r\n", "{\"price\":1}\n"])
    func whatIsNotHTTPIsMalformed(greeting: String) async {
        let failure = await TransportTesting.failure {
            try $0.readRequest()
            try $0.send(greeting)
        }
        #expect(failure?.kind == .malformed)
    }

    @Test func tooManyHeaderFieldsAreRefused() async {
        let failure = await TransportTesting.failure { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\n")
            while true { try connection.send("X-Field: value\r\n") }
        }
        #expect(failure?.kind == .headerLimit)
    }

    @Test func anEndlessHeaderLineIsRefused() async {
        let failure = await TransportTesting.failure { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nX-Long: ")
            while true { try connection.send(String(repeating: "x", count: 10_000)) }
        }
        #expect(failure?.kind == .headerLimit)
    }
}
