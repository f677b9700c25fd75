import HarvestCore
import Testing

/// Rows made of what could not be used.
struct RejectionTests {
    static func frame(_ text: String, at seconds: Int64 = 100, name: String = "json") -> Frame {
        Frame(
            endpoint: Endpoint(source: "test", name: name), sequence: 1,
            receivedAt: Timestamp(seconds: seconds),
            uptime: .seconds(1), request: "GET /", status: 200, bytes: Array(text.utf8))
    }

    static func rejection(of frame: Frame) throws -> Rejection {
        let error = try #require(
            #expect(throws: DecodeError.self) {
                try JSONDocument(parsing: frame.bytes, from: frame.endpoint)
            })
        return Rejection(error, of: frame)
    }

    @Test func aRejectCarriesBytesPlaceAndReason() throws {
        let row = try Self.rejection(of: Self.frame("[1,,2]"))
        #expect(row.source == "test" && row.endpoint == "json" && row.code == "E2004")
        #expect(
            row.message
                == "E2004 test json: the answer is not JSON: expected a value: at byte 3, near `[1,,2]`")
        #expect(row.byteOffset == 3 && row.payloadByteCount == 6 && row.excerpt == "[1,,2]")
        #expect(row.payloadSHA256 == Hexadecimal.text(of: SHA256.digest(of: "[1,,2]".utf8)))
        #expect(row.firstSeen == Timestamp(seconds: 100) && row.occurrences == 1)
    }

    @Test func theSameRejectIsTheSameRow() throws {
        let first = try Self.rejection(of: Self.frame("[1,,2]"))
        #expect(try Self.rejection(of: Self.frame("[1,,2]", at: 200)).id == first.id)
        #expect(try Self.rejection(of: Self.frame("[1,,3]")).id != first.id)
        #expect(try Self.rejection(of: Self.frame("[1,,2]", name: "other")).id != first.id)
    }

    @Test func theExcerptIsBoundedAndIsTextForEveryStore() throws {
        let row = try Self.rejection(of: Self.frame("\0" + String(repeating: "x", count: 10_000)))
        #expect(row.excerpt.utf8.count <= 4_096 + 2)
        #expect(row.excerpt.hasPrefix("\u{FFFD}x") && row.payloadByteCount == 10_001)
        #expect(!row.message.utf8.contains(0))
    }
}
