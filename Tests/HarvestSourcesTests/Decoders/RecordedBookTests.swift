import HarvestCore
import HarvestSources
import HarvestTestSupport
import Testing

/// Every recorded REST book recomputes the venue's own hash, and no altered one does.
@Suite(.enabled(if: RecordedPayloads.areThere, "recorded payloads are not beside this checkout"))
struct RecordedBookTests {
    static func books(_ name: String) throws -> [ClobBook] {
        let file = try #require(RecordedFile.all.first { $0.path == "clob/" + name })
        return try file.bodies(try RecordedPayloads.bytes(file.path)).flatMap { body in
            try ClobDecoder.books(RecordedPayloads.frame(body)).elements
        }
    }

    static let eras: [(String, Int, BookHash.Era)] = [
        ("book_2024-10.json", 1, .levels), ("book_2024-10_min-order-0.01.json", 1, .timestamp),
        ("book_2024-12_a.txt", 1, .timestamp), ("book_2026-01-04.json", 1, .lastTrade),
        ("books_10_fed-june_POST-books_2026-05.json", 10, .lastTrade),
    ]

    @Test(arguments: eras)
    func everyBookRecomputesItsHash(name: String, count: Int, era: BookHash.Era) throws {
        let books = try Self.books(name)
        #expect(books.count == count)
        for book in books { #expect(BookHash.verify(book.snapshot) == era, "\(book.tokenID)") }
    }

    @Test(arguments: eras)
    func everyBookKeptAsADocumentMatchesItsHash(name: String, count: Int, era: BookHash.Era) throws {
        for recorded in try Self.books(name) {
            var book = HashedBook(era: era)
            let isLoaded = book.load(recorded.snapshot)
            #expect(isLoaded)
            let matches = book.matches(text: recorded.snapshot.hash ?? "")
            #expect(matches, "\(recorded.tokenID)")
        }
    }

    @Test(arguments: eras.map(\.0))
    func theBestPriceIsTheLastOnTheWireAndTheFirstInTheBook(name: String) throws {
        for book in try Self.books(name) {
            #expect(book.book.bids == book.snapshot.bids.reversed())
            #expect(book.book.asks == book.snapshot.asks.reversed())
            #expect(!book.book.isCrossed)
        }
    }

    @Test func aBookWithAnAlteredLevelDoesNotVerify() throws {
        let path = "clob/books_10_fed-june_POST-books_2026-05.json"
        let text = String(decoding: try RecordedPayloads.bytes(path), as: UTF8.self)
        let altered = text.replacing(
            "\"size\": \"5579792.8\"", with: "\"size\": \"5579792.9\"", maxReplacements: 1)
        let books = try ClobDecoder.books(RecordedPayloads.frame(altered)).elements
        #expect(books.filter { BookHash.verify($0.snapshot) == nil }.count == 1)
    }
}
