@testable internal import HarvestSources
internal import HarvestTestSupport
internal import Testing

/// Header lines and body pieces without a connection: every way to cut them, and every limit.
@Suite struct ReadingTests {
    private let text = Array(String(repeating: #"{"price":"0.481","size":"30.5"},"#, count: 60).utf8)

    @Test func aGzipBodyMayBeCutAnywhereIntoPieces() {
        let packed = PackedFixture.gzip(text) + PackedFixture.gzip([])
        for cut in 0...packed.count {
            var body = BodyReader(limits: ResponseLimits())
            for piece in [packed[..<cut], packed[cut...]] where !piece.isEmpty {
                #expect(feed(piece, to: &body, ["Content-Encoding": "gzip"]) == nil)
            }
            #expect(body.finish(status: 200, headers: ["Content-Encoding": "gzip"]) == nil)
            #expect(body.bytes == text)
            #expect(body.wireByteCount == packed.count)
        }
    }

    @Test func everyCutGzipBodyIsCutShort() {
        let packed = PackedFixture.gzip(text)
        for length in 0..<packed.count {
            var body = BodyReader(limits: ResponseLimits())
            if length > 0 { #expect(feed(packed[..<length], to: &body, ["Content-Encoding": "gzip"]) == nil) }
            #expect(body.finish(status: 200, headers: ["Content-Encoding": "gzip"]) == .cutShort)
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func aDamagedGzipBodyIsNeverTakenForTheWholeOne(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        var packed = PackedFixture.gzip(text)
        let index = Int.random(in: 10..<packed.count, using: &chance)
        packed[index] ^= UInt8.random(in: 1...255, using: &chance)
        var body = BodyReader(limits: ResponseLimits())
        let refusal =
            feed(packed[...], to: &body, ["Content-Encoding": "gzip"])
            ?? body.finish(status: 200, headers: ["Content-Encoding": "gzip"])
        // Some bits say nothing, and some say the same in another way: then the body is the right one.
        #expect(refusal != nil || body.bytes == text, "seed \(seed)")
    }

    @Test func limitsAreExact() {
        var exact = BodyReader(limits: ResponseLimits(wireBytes: 10))
        #expect(feed(text[..<10], to: &exact, [:]) == nil)
        #expect(feed(text[..<1], to: &exact, [:]) == .wireLimit)

        let packed = PackedFixture.gzip(text)
        var fitting = BodyReader(limits: ResponseLimits(decodedBytes: text.count))
        #expect(feed(packed[...], to: &fitting, ["Content-Encoding": "gzip"]) == nil)
        var tight = BodyReader(limits: ResponseLimits(decodedBytes: text.count - 1))
        #expect(feed(packed[...], to: &tight, ["Content-Encoding": "gzip"]) == .decodedLimit)
    }

    @Test func aBombIsStoppedSoonAfterTheFloor() {
        var body = BodyReader(limits: ResponseLimits())
        let bomb = PackedFixture.bomb(mebibytes: 32)
        #expect(feed(bomb[...], to: &body, ["Content-Encoding": "gzip"]) == .ratioLimit)
        #expect(body.bytes.count <= (1 << 20) + (64 << 10))
        #expect(body.detail?.contains("limit 200 to 1") == true)
    }

    @Test func aRepetitiveBodyBelowTheFloorIsNoBomb() {
        var body = BodyReader(limits: ResponseLimits())
        let packed = PackedFixture.gzip([UInt8](repeating: 0x20, count: 1 << 20))
        #expect(feed(packed[...], to: &body, ["Content-Encoding": "gzip"]) == nil)
        #expect(body.finish(status: 200, headers: ["Content-Encoding": "gzip"]) == nil)
    }

    @Test(arguments: [(200, TransportError.Kind.cutShort), (204, nil), (304, nil), (429, nil)])
    func anEmptyPackedBodyIsWholeOnlyWhereItMayBeEmpty(status: Int, refusal: TransportError.Kind?) {
        var body = BodyReader(limits: ResponseLimits())
        #expect(body.finish(status: status, headers: ["Content-Encoding": "gzip"]) == refusal)
    }

    @Test(
        arguments: [
            ([:], .identity), (["content-encoding": "GZIP"], .gzip),
            (["Content-Encoding": " x-gzip "], .gzip),
            (["Content-Encoding": "identity"], .identity), (["Content-Encoding": ""], .identity),
            (["Content-Encoding": "deflate"], .zlib), (["Content-Encoding": "br"], nil),
            (["Content-Encoding": "gzip,gzip"], nil),
            (["Content-Encoding": "gzip", "content-encoding": "br"], nil),
            (["Transfer-Encoding": "chunked"], .identity), (["Transfer-Encoding": "gzip, chunked"], nil),
        ] as [(HTTPHeaders, ContentCoding?)])
    func codingsAreReadFromTheFields(headers: HTTPHeaders, coding: ContentCoding?) {
        #expect(ContentCoding(headers) == coding)
    }

    @Test func headerLinesBecomeFields() {
        var reader = HeaderReader()
        let lines = [
            "HTTP/1.1 100 Continue", "X-Early: 1", "", "HTTP/2 200 ", "Retry-After:3", "Empty:",
            " folded away",
            "no colon", "Set-Cookie: a=b; c", "Set-Cookie:  d ", "", "X-Trailer: late",
        ]
        for line in lines { #expect(read("\(line)\r\n", by: &reader)) }
        #expect(reader.headers.fields.map(\.name) == ["Retry-After", "Empty", "Set-Cookie", "Set-Cookie"])
        #expect(reader.headers.fields.map(\.value) == ["3", "", "a=b; c", "d"])
    }

    @Test func headerBoundsAreExact() {
        var many = HeaderReader()
        for _ in 0..<HeaderReader.fieldLimit { #expect(read("A: b\r\n", by: &many)) }
        #expect(!read("A: b\r\n", by: &many))
        var long = HeaderReader()
        #expect(read(String(repeating: "x", count: HeaderReader.byteLimit), by: &long))
        #expect(!read("x", by: &long))
    }

    @Test(arguments: [
        ("Host", "x"), ("content-length", "1"), ("Accept-Encoding", "br"), ("", "x"), ("A B", "x"),
        ("A", "b\r\nC: d"),
        ("A", "b\0"), ("A:", "b"), ("Transfer-Encoding", "chunked"),
    ])
    func fieldsThatAreNotOursToSendAreRefused(name: String, value: String) {
        var request = HTTPRequest.get("https://example.com/")
        request.headers.append(name: name, value: value)
        let error = #expect(throws: TransportError.self) { try request.checkFields() }
        #expect(error?.kind == .badHeader)
    }

    @Test func aRequestDescribesItself() {
        #expect(HTTPRequest.get("https://a.example/b?c=d").description == "GET https://a.example/b?c=d")
        let post = HTTPRequest.post("https://a.example/books", json: Array("[1]".utf8))
        #expect(post.description == "POST https://a.example/books [1]")
    }

    private func feed(
        _ piece: ArraySlice<UInt8>, to body: inout BodyReader, _ headers: HTTPHeaders
    ) -> TransportError.Kind? {
        piece.withUnsafeBufferPointer { body.receive($0, headers: headers) }
    }

    private func read(_ line: String, by reader: inout HeaderReader) -> Bool {
        Array(line.utf8).withUnsafeBufferPointer { reader.read($0) }
    }
}
