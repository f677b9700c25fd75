import HarvestCore
import Testing

/// Typed access: what is taken for what, what is refused, and what is noted on the way.
struct ObjectReaderTests {
    static let keys = KnownKeys("thing", always: "id", sometimes: "v other")

    static func reader(
        _ text: String, _ context: DecodeContext = DecodeContext(endpoint: JSONDocumentTests.endpoint)
    ) throws -> ObjectReader {
        try ObjectReader(try JSONDocumentTests.parse(text).root, keys, in: context)
    }

    /// A reader over `{"id":"7","v":…}`.
    static func value(_ json: String) throws -> ObjectReader { try reader(#"{"id":"7","v":\#(json)}"#) }

    @Test(arguments: [
        (#""a""#, "a"), (#""""#, ""), ("12", "12"), ("1.50", "1.50"), ("null", nil), (#""null""#, "null"),
    ])
    func textMayComeAsANumber(json: String, text: String?) throws {
        #expect(try Self.value(json).textIfPresent("v") == text)
    }

    @Test(arguments: [
        ("true", true), ("false", false), (#""true""#, true), (#""false""#, false), ("null", nil),
        (#""""#, nil),
    ])
    func truthMayComeAsText(json: String, truth: Bool?) throws {
        #expect(try Self.value(json).booleanIfPresent("v") == truth)
    }

    @Test(arguments: [
        ("5", 5), ("-5", -5), (#""5""#, 5), ("5.0", 5), ("5e2", 500), ("null", nil), (#""""#, nil),
        ("9223372036854775807", Int.max),
    ])
    func wholeNumbersMayComeAsText(json: String, number: Int?) throws {
        #expect(try Self.value(json).integerIfPresent("v") == number)
    }

    @Test(arguments: [
        ("0.5", 500_000), (#""0.5""#, 500_000), ("1e-6", 1), ("0.1234567", 123_457), ("-0.0000005", -1),
        ("null", nil), (#""""#, nil), ("79945.98005599984", 79_945_980_056),
    ])
    func decimalsMayComeAsTextAndAreRounded(json: String, millionths: Int64?) throws {
        let amount: Amount? = try Self.value(json).roundedIfPresent("v")
        #expect(amount?.millionths == millionths)
    }

    @Test(arguments: [
        (#"["Yes","No"]"#, ["Yes", "No"]), (#""[\"Yes\", \"No\"]""#, ["Yes", "No"]), ("[]", []),
        (#""[]""#, []),
        ("[1,2.5]", ["1", "2.5"]), ("null", nil), (#""""#, nil),
    ])
    func arraysMayComeInText(json: String, texts: [String]?) throws {
        #expect(try Self.value(json).textsIfPresent("v") == texts)
    }

    @Test(arguments: [
        ("1733479449736", 1_733_479_449_736), (#""1733479449736""#, 1_733_479_449_736), ("null", nil),
    ])
    func momentsMayComeInMilliseconds(json: String, milliseconds: Int64?) throws {
        let moment = try Self.value(json).millisecondsIfPresent("v")
        #expect(moment == milliseconds.map { Timestamp(milliseconds: $0) })
    }

    @Test func whatCannotBeReadIsAnErrorWithKeyAndPlace() throws {
        typealias Attempt = (String, String, (ObjectReader) throws -> Void)
        let attempts: [Attempt] = [
            ("{}", "E2011", { _ = try $0.textIfPresent("v") }),
            ("true", "E2011", { _ = try $0.text("v") }),
            ("1", "E2011", { _ = try $0.booleanIfPresent("v") }),
            (#""yes""#, "E2011", { _ = try $0.booleanIfPresent("v") }),
            ("1.5", "E2012", { _ = try $0.integerIfPresent("v") }),
            ("9223372036854775808", "E2012", { _ = try $0.integerIfPresent("v") }),
            ("[]", "E2011", { _ = try $0.integerIfPresent("v") }),
            ("0.1234567", "E2012", { _ = try $0.exactIfPresent("v", as: Price.self) }),
            ("1e30", "E2012", { _ = try $0.roundedIfPresent("v", as: Amount.self) }),
            (#""NaN""#, "E2012", { _ = try $0.roundedIfPresent("v", as: Amount.self) }),
            (#""tomorrow""#, "E2012", { _ = try $0.timestampIfPresent("v") }),
            ("17", "E2011", { _ = try $0.timestampIfPresent("v") }),
            ("-1", "E2012", { _ = try $0.millisecondsIfPresent("v") }),
            ("99999999999999999", "E2012", { _ = try $0.millisecondsIfPresent("v") }),
            (#""[1""#, "E2012", { _ = try $0.textsIfPresent("v") }),
            (#""{}""#, "E2011", { _ = try $0.textsIfPresent("v") }),
            ("[{}]", "E2012", { _ = try $0.textsIfPresent("v") }),
            ("{}", "E2011", { _ = try $0.elements("v") }),
            (#""""#, "E2012", { _ = try $0.identifier("v", as: MarketID.self) }),
            ("null", "E2010", { _ = try $0.text("v") }),
        ]
        for (json, code, attempt) in attempts {
            let error = #expect(throws: DecodeError.self, "\(json)") { try attempt(try Self.value(json)) }
            #expect(error?.code == code, "\(json)")
            #expect(error?.keyPath == "v", "\(json)")
            #expect(error?.byteOffset == (code == "E2010" ? 0 : 14), "\(json)")
        }
    }

    @Test func unknownAndVanishedKeysAreNotedAndStopNothing() throws {
        let context = DecodeContext(endpoint: JSONDocumentTests.endpoint)
        let document = try JSONDocumentTests.parse(
            #"[{"id":"1","surprise":{"a":1}},{"v":2,"surprise":3},{"id":null}]"#)
        let texts = context.elements(of: document.root.elements) { node throws(DecodeError) in
            try ObjectReader(node, Self.keys, in: context).textIfPresent("id") ?? "none"
        }
        #expect(texts == ["1", "none", "none"])
        let decoded = Decoded(texts, of: document, in: context)
        #expect(decoded.rejected.isEmpty)
        #expect(decoded.drift.map(\.field) == ["thing.id", "thing.surprise"])
        #expect(decoded.drift.map(\.kind) == [.missing, .unknown])
        #expect(decoded.drift.map(\.occurrences) == [1, 2])
        #expect(decoded.drift.map(\.sample) == [nil, #"{"a":1}"#])
    }

    @Test func oneBadElementDoesNotSpoilItsPage() throws {
        let context = DecodeContext(endpoint: JSONDocumentTests.endpoint)
        let document = try JSONDocumentTests.parse(#"[{"id":"1"},{"id":[]},7,{"id":"4"}]"#)
        let ids = context.elements(of: document.root.elements) { node throws(DecodeError) in
            try ObjectReader(node, Self.keys, in: context).text("id")
        }
        let decoded = Decoded(ids, of: document, in: context)
        #expect(decoded.elements == ["1", "4"])
        #expect(decoded.rejected.map(\.index) == [1, 2])
        #expect(decoded.rejected.map(\.error.keyPath) == ["[1].id", "[2]"])
        #expect(decoded.rejected.map(\.byteRange) == [12..<21, 22..<23])
    }

    @Test func whatBecomesPartOfAKeyHasABoundInBytes() throws {
        // Each character is one, with twice as many bytes.
        let sound = String(repeating: "\u{E9}", count: 256)
        #expect(try Self.value("\"\(sound)\"").identifier("v", as: MarketID.self) == MarketID(sound))
        #expect(try Self.value("[\"\(sound)\"]").keyTextsIfPresent("v") == [sound])
        let attempts: [(ObjectReader) throws -> Void] = [
            { _ = try $0.identifier("v", as: MarketID.self) },
            { _ = try $0.identifierIfPresent("v", as: MarketID.self) },
            { _ = try $0.keyText("v") },
        ]
        for attempt in attempts {
            let error = #expect(throws: DecodeError.self) { try attempt(try Self.value("\"\(sound)x\"")) }
            #expect(error?.code == "E2012")
            #expect(error?.keyPath == "v")
            #expect(error?.byteOffset == 14)
            #expect(error?.excerpt.contains("\u{E9}\u{E9}") == true)
        }
        let error = #expect(throws: DecodeError.self) {
            try Self.value("[\"a\",\"\(sound)x\"]").keyTextsIfPresent("v")
        }
        #expect(error?.code == "E2012")
    }

    @Test func namesAndSamplesOfDriftHaveABoundInBytes() throws {
        let context = DecodeContext(endpoint: JSONDocumentTests.endpoint)
        // One character, however many marks are on it.
        let letter = "e" + String(repeating: "\u{301}", count: 5_000)
        let reader = try Self.reader(#"{"id":"1","\#(letter)":"\#(letter)","\#(letter)y":1}"#, context)
        let decoded = Decoded([try reader.text("id")], of: reader.node.document, in: context)
        let note = try #require(decoded.drift.first)
        // A mark has two bytes, so the last one does not fit.
        #expect(note.field.utf8.count == 199)
        #expect(note.field.utf8.starts(with: "thing.e".utf8))
        #expect(note.sample?.utf8.count == 800)
        // What the bound makes the same is counted as the same.
        #expect(decoded.drift.map(\.occurrences) == [2])
    }

    @Test func hostileKeysDoNotFillTheNotes() throws {
        let context = DecodeContext(endpoint: JSONDocumentTests.endpoint)
        let keys = (0..<5_000).map { #""k\#($0)":0"# }.joined(separator: ",")
        let reader = try Self.reader(#"{"id":"1",\#(keys)}"#, context)
        let decoded = Decoded([try reader.text("id")], of: reader.node.document, in: context)
        #expect(decoded.drift.count == 200)
    }
}
