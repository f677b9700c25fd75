import HarvestCore
import Testing

/// What is a document, what is not, and what the views of one show.
struct JSONDocumentTests {
    static let endpoint = Endpoint(source: "test", name: "json")

    static func parse(
        _ text: String, limits: JSONLimits = .standard
    ) throws(DecodeError) -> JSONDocument {
        try JSONDocument(parsing: Array(text.utf8), from: endpoint, limits: limits)
    }

    @Test(arguments: JSONCases.accepted)
    func aDocumentIsAccepted(text: String) throws {
        let document = try Self.parse(text)
        #expect(document.root.byteRange.count <= text.utf8.count)
    }

    @Test(arguments: JSONCases.refused)
    func whatIsNoDocumentIsRefusedWithItsCodeAndPlace(text: String, code: String, offset: Int) {
        let error = #expect(throws: DecodeError.self) { try Self.parse(text) }
        #expect(error?.code == code, "\(text)")
        #expect(error?.byteOffset == offset, "\(text)")
    }

    @Test(arguments: JSONCases.refusedBytes)
    func bytesThatAreNotTextAreRefused(bytes: [UInt8], code: String, offset: Int) {
        let error = #expect(throws: DecodeError.self) {
            try JSONDocument(parsing: bytes, from: Self.endpoint)
        }
        #expect(error?.code == code)
        #expect(error?.byteOffset == offset)
    }

    @Test func aWebPageIsSaidToBeOne() {
        let error = #expect(throws: DecodeError.self) {
            try Self.parse("\n<!DOCTYPE html><html><title>503</title>")
        }
        #expect(error?.message == "test json: the answer is HTML instead of JSON")
        #expect(error?.cause == "at byte 1, near ` <!DOCTYPE html><html><title>503</title>`")
        #expect(error?.advice == .retry(after: nil))
    }

    @Test func limitsHoldAndAreNamed() throws {
        let limits = JSONLimits(byteCount: 12, nodeCount: 3, depth: 2)
        #expect(throws: Never.self) { try Self.parse("[[1]]", limits: limits) }
        let messages = ["[[[1]]]", "[1,2,3]", "[\"0123456789\"]"].map { text in
            (#expect(throws: DecodeError.self) { try Self.parse(text, limits: limits) })?.message
        }
        #expect(messages[0] == "test json: the answer has more than 2 levels of nesting")
        #expect(messages[1] == "test json: the answer has more than 3 values")
        #expect(messages[2] == "test json: the answer has more than 12 bytes")
    }

    @Test func nestingIsTakenToTheLimitAndNoFurther() {
        let deep = { (depth: Int) in
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try Self.parse(deep(64)) }
        #expect(throws: DecodeError.self) { try Self.parse(deep(65)) }
        #expect(throws: DecodeError.self) { try Self.parse(String(repeating: "[", count: 1_000_000)) }
    }

    @Test func viewsShowKindsTextsDigitsAndBytes() throws {
        let text = #"{"a":[1.50,true,false,null,"x\n\u00e9\ud83d\ude00/"],"b":{}}"#
        let root = try Self.parse(text).root
        #expect(root.kind == .object)
        #expect(root.count == 2)
        #expect(root.members.map(\.key) == ["a", "b"])
        let elements = try #require(root["a"]).elements
        #expect(elements.map(\.kind) == [.number, .boolean, .boolean, .null, .string])
        #expect(elements[0].numberText == "1.50")
        #expect(elements[1].boolean == true && elements[2].boolean == false)
        #expect(elements[3].isNull)
        #expect(elements[4].text == "x\né😀/")
        #expect(elements[4].source == #""x\n\u00e9\ud83d\ude00/""#)
        #expect(root["b"]?.members.isEmpty == true && root["c"] == nil)
        #expect(elements[0].text == nil && elements[4].numberText == nil && elements[0].elements.isEmpty)
    }

    @Test func everyValueKnowsItsPath() throws {
        let root = try Self.parse(#"{"data":[{},{"markets":[{"slug":"x"}]}]}"#).root
        let slug = try #require(root["data"]?.elements[1]["markets"]?.elements[0]["slug"])
        #expect(slug.keyPath == "data[1].markets[0].slug")
        #expect(root.keyPath.isEmpty)
    }

    @Test func ofSeveralEqualKeysTheLastCountsAndTheOthersAreCounted() throws {
        let document = try Self.parse(#"{"a":1,"b":2,"a":3,"\u0061":4,"c":{"x":1,"x":1}}"#)
        #expect(document.root["a"]?.numberText == "4")
        #expect(document.duplicateKeyCount == 3)
    }

    @Test func manyKeysAreCheckedForDoublesQuickly() throws {
        let keys = (0..<50_000).map { #""k\#($0 % 40_000)":0"# }.joined(separator: ",")
        #expect(try Self.parse("{\(keys)}").duplicateKeyCount == 10_000)
    }
}
