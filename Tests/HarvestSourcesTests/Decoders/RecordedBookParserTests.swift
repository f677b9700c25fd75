import HarvestCore
import HarvestSources
import HarvestTestSupport
import Testing

/// The book parser on every recorded book, beside the decoder of the sources, a tree and its own other path.
@Suite(.enabled(if: RecordedPayloads.areThere, "recorded payloads are not beside this checkout"))
struct RecordedBookParserTests {
    private static let endpoint = Endpoint(source: "test", name: "recorded")

    /// The bytes of every recorded book, one document each.
    static func documents() throws -> [[UInt8]] {
        let rest = try RecordedFile.all.filter { $0.path.hasPrefix("clob/book") }.flatMap { file in
            try file.bodies(try RecordedPayloads.bytes(file.path))
        }
        let documents = try (rest + [try RecordedPayloads.bytes("ws/book_2024-10.json")]).flatMap { body in
            let root = try JSONDocument(parsing: body, from: endpoint).root
            return (root.kind == .array ? root.elements : [root]).map { Array($0.bytes) }
        }
        return documents + (try RecordedFrames.messages(of: "book"))
    }

    @Test func everyBookIsReadAlikeOnEveryPath() throws {
        let documents = try Self.documents()
        #expect(documents.count == 42)
        for bands in [DepthBands.standard, DepthBands(near: 100, middle: 200, far: 500, from: .mid)] {
            var jury = BookJury(bands: bands)
            for document in documents {
                let copy = ExactCopy(document)
                #expect(jury.disagreement(on: copy.view) == nil)
                #expect(jury.disagreementOnSnapshot(copy.view) == nil)
            }
            #expect(jury.acceptedCount == documents.count)
        }
    }

    @Test func everyBookIsWhatTheDecoderMakesOfIt() throws {
        var parser = BookParser()
        for document in try Self.documents() {
            let decoded = try #require(try ClobDecoder.book(RecordedPayloads.frame(document)).elements.first)
            let snapshot = try parser.snapshot(of: document)
            #expect(snapshot == decoded.snapshot)
            try parser.withBook(in: document.span.bytes) { columns in
                #expect(throws: Never.self) {
                    let book = try columns.orderBook()
                    #expect(book == decoded.book)
                    Self.compare(columns, with: book)
                }
            }
        }
    }

    private static func compare(_ columns: borrowing BookColumns, with book: OrderBook) {
        let best = (bid: Int64(columns.bestBid), ask: Int64(columns.bestAsk), isCrossed: columns.isCrossed)
        #expect(best.bid == book.bestBid?.price.millionths ?? 0)
        #expect(best.ask == book.bestAsk?.price.millionths ?? 0)
        #expect(best.isCrossed == book.isCrossed)
        for (totals, percent) in [(columns.near, 1), (columns.middle, 2), (columns.far, 5)] {
            for side in [Side.bid, .ask] {
                let depth = book.depth(side, within: DepthBand(percent: percent))
                #expect(totals.depth(side, levelCount: depth?.levelCount ?? 0) == depth)
            }
        }
    }

    @Test func everyAnswerBookVerifiesByItsHash() throws {
        var parser = BookParser()
        var count = 0
        for (name, _, era) in RecordedBookTests.eras {
            let file = try #require(RecordedFile.all.first { $0.path == "clob/" + name })
            for body in try file.bodies(try RecordedPayloads.bytes(file.path)) {
                let root = try JSONDocument(parsing: body, from: Self.endpoint).root
                for node in root.kind == .array ? root.elements : [root] {
                    #expect(BookHash.verify(try parser.snapshot(of: Array(node.bytes))) == era)
                    count += 1
                }
            }
        }
        #expect(count == 14)
    }

    /// The wire has no blanks; the recorders put them in.
    @Test func answersAreTheSameWithAndWithoutTheirBlanks() throws {
        let bytes = try RecordedPayloads.bytes("clob/books_10_fed-june_POST-books_2026-05.json")
        let compact = bytes.filter { $0 > 0x20 }
        var parser = BookParser()
        var found: [ParsedBook] = []
        let count = try parser.withBooks(in: compact.span.bytes) { columns in
            found.append(ParsedBook(columns))
        }
        var spaced: [ParsedBook] = []
        _ = try parser.withBooks(in: bytes.span.bytes) { spaced.append(ParsedBook($0)) }
        #expect(count == 10 && found == spaced)
    }

    @Test func recordedBooksMayBeCutShortAndChanged() throws {
        var jury = BookJury()
        let documents = try Self.documents()
        for (number, document) in documents.enumerated() {
            let bytes = document.filter { $0 > 0x20 }
            let hostile = HostileInput(mutations: 120, seed: UInt64(number))
            hostile.forEachMutation(of: bytes) { bytes, place, byte in
                #expect(jury.disagreement(on: bytes) == nil, "book \(number), \(byte) at \(place)")
            }
        }
        print("recorded books: \(documents.count) documents, \(jury.count) mutations")
    }
}
