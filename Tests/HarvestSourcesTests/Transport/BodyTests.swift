internal import HarvestSources
internal import HarvestTestSupport
internal import Testing

/// Bodies over a real connection: whole ones arrive, cut, lying and endless ones are refused.
@Suite struct BodyTests {
    private let text = Array(String(repeating: #"{"bids":[{"price":"0.48","size":"30"}]}"#, count: 200).utf8)

    @Test func anIdentityBodyArrivesWithItsCountsAndTimes() async throws {
        let clock = ManualClock()
        let response = try await withLoopbackServer { [text] in
            try $0.readRequest()
            try $0.reply(headers: ["Content-Type": "application/json"], body: text)
        } _: { server in
            try await withCurlTransport(clock: clock) { try await $0.response(to: .get(server.url())) }
        }
        #expect(response.status == 200)
        #expect(response.body == text)
        #expect(response.wireByteCount == text.count)
        #expect(response.headers["content-type"] == "application/json")
        #expect(response.receivedAt == clock.now)
        #expect(response.uptime == clock.uptime)
    }

    @Test func aGzipBodyIsInflatedAndCountedOnBothSides() async throws {
        let packed = PackedFixture.gzip(text)
        let response = try await TransportTesting.answer {
            try $0.readRequest()
            try $0.reply(headers: ["Content-Encoding": "gzip"], body: packed)
        }
        #expect(response.body == text)
        #expect(response.wireByteCount == packed.count)
    }

    @Test func gzipIsAskedForAndAZlibBodyIsInflatedToo() async throws {
        let packed = PackedFixture.zlib(text)
        let response = try await TransportTesting.answer {
            let request = try $0.readRequest()
            try #require(request.headers.values(of: "Accept-Encoding") == ["gzip"])
            try $0.reply(headers: ["Content-Encoding": "deflate"], body: packed)
        }
        #expect(response.body == text)
    }

    @Test func severalGzipMembersAreOneBody() async throws {
        let packed = PackedFixture.gzip(text) + PackedFixture.gzip(text)
        let response = try await TransportTesting.answer {
            try $0.readRequest()
            try $0.reply(headers: ["Content-Encoding": "gzip"], body: packed)
        }
        #expect(response.body == text + text)
    }

    @Test(arguments: [1, 7, 4_096])
    func aChunkedGzipBodyIsPutTogether(size: Int) async throws {
        let packed = PackedFixture.gzip(text)
        let response = try await TransportTesting.answer {
            try $0.readRequest()
            try $0.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n")
            for start in stride(from: 0, to: packed.count, by: size) {
                let chunk = packed[start..<min(start + size, packed.count)]
                try $0.send(Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + [0x0D, 0x0A])
            }
            try $0.send("0\r\n\r\n")
        }
        #expect(response.body == text)
    }

    @Test func aBodyWithoutLengthEndsWithItsConnection() async throws {
        let response = try await TransportTesting.answer { [text] in
            try $0.readRequest()
            try $0.send("HTTP/1.0 200 OK\r\n\r\n")
            try $0.send(text)
        }
        #expect(response.body == text)
    }

    // libcurl 7.88 calls this one whole: the length fits, only the gzip stream has no end.
    @Test(arguments: [1, 8, 100])
    func aCutGzipBodyWithAFittingLengthIsCutShort(missing: Int) async {
        let cut = Array(PackedFixture.gzip(PackedFixture.noise(5_000)).dropLast(missing))
        let failure = await TransportTesting.failure {
            try $0.readRequest()
            try $0.reply(headers: ["Content-Encoding": "gzip"], body: cut)
        }
        #expect(failure?.kind == .cutShort)
    }

    @Test func anEmptyBodyThatSaysGzipIsCutShort() async {
        let failure = await TransportTesting.failure {
            try $0.readRequest()
            try $0.reply(headers: ["Content-Encoding": "gzip"], body: [])
        }
        #expect(failure?.kind == .cutShort)
    }

    @Test func aBodyShorterThanItsLengthIsCutShort() async {
        let failure = await TransportTesting.failure { [text] in
            try $0.readRequest()
            try $0.reply(body: text, length: text.count + 1)
        }
        #expect(failure?.kind == .cutShort)
    }

    @Test func aChunkedBodyWithoutItsLastChunkIsCutShort() async {
        let failure = await TransportTesting.failure {
            try $0.readRequest()
            try $0.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
        }
        #expect(failure?.kind == .cutShort)
    }

    // libcurl 7.88 calls these whole, with the fields that came and an empty body.
    @Test(arguments: [
        "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 429 Slow\r\nRetry-After: 3\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nDate: now\r\n",
    ])
    func anAnswerThatEndsAmongItsHeaderFieldsIsCutShort(head: String) async {
        let failure = await TransportTesting.failure {
            try $0.readRequest()
            try $0.send(head)
        }
        #expect(failure?.kind == .cutShort)
    }

    @Test func aGzipBodyLongerThanItsLengthIsCutShort() async {
        let packed = PackedFixture.gzip(text)
        let failure = await TransportTesting.failure {
            try $0.readRequest()
            try $0.reply(headers: ["Content-Encoding": "gzip"], body: packed, length: packed.count - 5)
        }
        #expect(failure?.kind == .cutShort)
    }

    @Test(
        arguments: [
            ("gzip", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF]),
            ("gzip", Array("{}".utf8)),
            ("gzip", PackedFixture.gzip([1, 2, 3]) + [0, 0, 0]),
            ("deflate", PackedFixture.zlib([1, 2, 3]) + PackedFixture.zlib([1])),
        ] as [(String, [UInt8])])
    func whatDoesNotInflateIsABadEncoding(coding: String, body: [UInt8]) async {
        let failure = await TransportTesting.failure {
            try $0.readRequest()
            try $0.reply(headers: ["Content-Encoding": coding], body: body)
        }
        #expect(failure?.kind == .badEncoding)
    }

    @Test(
        arguments: [
            ["Content-Encoding": "br"], ["Content-Encoding": "gzip, gzip"], ["Content-Encoding": "zstd"],
        ] as [HTTPHeaders])
    func aCodingNobodyAskedForIsRefused(headers: HTTPHeaders) async {
        let failure = await TransportTesting.failure {
            try $0.readRequest()
            try $0.reply(headers: headers, text: "whatever")
        }
        #expect(failure?.kind == .unknownEncoding)
    }

    @Test func aPackedTransferCodingIsNotInflatedUncounted() async {
        let packed = PackedFixture.gzip(text)
        let failure = await TransportTesting.failure {
            try $0.readRequest()
            try $0.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nConnection: close\r\n\r\n")
            try $0.send(packed)
        }
        #expect(failure?.kind == .unknownEncoding)
    }

    @Test func aGzipBombIsStoppedEarly() async throws {
        let bomb = PackedFixture.bomb(mebibytes: 1_024)
        try #require(bomb.count < 2 << 20)
        let failure = await TransportTesting.failure {
            try $0.readRequest()
            try $0.reply(headers: ["Content-Encoding": "gzip"], body: bomb)
        }
        #expect(failure?.kind == .ratioLimit)
        // Little more was inflated than the floor from which on the ratio counts.
        let inflated = failure?.cause?.split(separator: " ").first.flatMap { Int($0) }
        #expect(try #require(inflated) <= (1 << 20) + (64 << 10))
    }

    @Test func aBodyThatInflatesPastTheLimitIsRefused() async {
        let packed = PackedFixture.gzip(text)
        let failure = await TransportTesting.failure {
            $0.limits.decodedBytes = 1_000
        } _: {
            try $0.readRequest()
            try $0.reply(headers: ["Content-Encoding": "gzip"], body: packed)
        }
        #expect(failure?.kind == .decodedLimit)
    }

    @Test func anEndlessBodyIsStoppedAtTheWireLimitAndItsConnectionClosed() async throws {
        let kind = try await withLoopbackServer { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\n\r\n")
            while true { try connection.send([UInt8](repeating: 0x20, count: 64 << 10)) }
        } _: { server in
            var request = HTTPRequest.get(server.url())
            request.limits.wireBytes = 3 << 20
            return try await TransportTesting.withTransport { transport in
                let failure = await TransportTesting.failure { _ = try await transport.response(to: request) }
                try await server.closed.wait(for: 1)
                return failure?.kind
            }
        }
        #expect(kind == .wireLimit)
    }

    @Test func anAnnouncedLengthPastTheLimitIsRefusedAtOnce() async {
        let failure = await TransportTesting.failure {
            try $0.readRequest()
            try $0.reply(body: [0x78], length: 1 << 40)
            try $0.waitForClose()
        }
        #expect(failure?.kind == .wireLimit)
    }
}
