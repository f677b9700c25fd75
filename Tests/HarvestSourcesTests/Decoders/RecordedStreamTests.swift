import HarvestCore
import HarvestTestSupport
import Testing

/// The recorded stream of May 2026 through the fast engine: its messages cut, parsed and applied, every top
/// of book as the venue says it is, every hash as the followed document makes it.
@Suite(.enabled(if: RecordedPayloads.areThere, "recorded payloads are not beside this checkout"))
struct RecordedStreamTests {
    private static func frames() throws -> [[UInt8]] {
        let path = "ws/market-and-rtds_replay_2026-05-19.txt"
        let text = String(decoding: try RecordedPayloads.bytes(path), as: UTF8.self)
        return text.split(separator: ";;").map { Array($0.trimmingPrefix(while: \.isWhitespace).utf8) }
            .filter { !$0.isEmpty }
    }

    /// The messages of one kind, whatever frames they came in.
    private static func messages(_ kind: StreamMessageKind) throws -> [[UInt8]] {
        var found: [[UInt8]] = []
        let parser = StreamParser()
        for frame in try frames() {
            try frame.withUnsafeBytes { bytes in
                var failure: BookParseError?
                _ = try StreamParser.withMessages(in: bytes) { message in
                    do throws(BookParseError) {
                        if try parser.kind(of: message) == kind { found.append(Array(message)) }
                    } catch { failure = error }
                }
                #expect(failure == nil)
            }
        }
        return found
    }

    @Test func everyTopAfterAChangeIsTheVenues() throws {
        var parser = StreamParser()
        var books = LiveBooks()
        for message in try Self.messages(.book) {
            let loaded: Result<Int, any Error> = try message.withUnsafeBytes { bytes in
                try parser.withBook(in: bytes) { book in Result { try books.load(book) } }
            }
            _ = try loaded.get()
        }
        var changes = 0
        for message in try Self.messages(.priceChange) {
            try message.withUnsafeBytes { bytes in
                try parser.withPriceChanges(in: bytes) { message in
                    let wanted = message.changes.map { [$0.bestBid, $0.bestAsk] }
                    var found: [[UInt32]] = []
                    do {
                        changes += try books.apply(message) { _, _, bid, ask in found.append([bid, ask]) }
                    } catch { Issue.record(error) }
                    #expect(found == wanted)
                }
            }
        }
        #expect(changes == 218)
        #expect(parser.generalCount == 0)
    }

    @Test func changesAreTakenAtOnceByTheDocumentThatIsHashed() throws {
        var parser = StreamParser()
        let books = try Self.hashedBooks()
        var matched = 0
        for message in try Self.messages(.priceChange) {
            try message.withUnsafeBytes { bytes in
                try parser.withPriceChanges(in: bytes) { message in
                    for change in message.changes {
                        let place = books.firstIndex { $0.token == Array(change.token) }
                        guard let place else { continue }
                        books[place].book.setTimestamp(milliseconds: message.milliseconds)
                        books[place].book.apply(change)
                        if books[place].book.matches(change.hash) { matched += 1 }
                    }
                }
            }
        }
        // The other eight carry the hash after a later message of their moment: RecordedStreamHashTests.
        #expect(matched == 210)
    }

    /// One followed book; a class, because a collection cannot hold what cannot be copied.
    private final class Followed {
        let token: [UInt8]
        var book: HashedBook

        init(_ token: [UInt8], _ book: consuming HashedBook) {
            self.token = token
            self.book = book
        }
    }

    /// The books of the first frame, with the rules that the stream leaves out found by the hash.
    private static func hashedBooks() throws -> [Followed] {
        var parser = BookParser()
        return try messages(.book).map { message in
            var snapshot = try parser.snapshot(of: message)
            for isNegRisk in [false, true] {
                (snapshot.minimumOrderSize, snapshot.isNegRisk) = ("5", isNegRisk)
                if BookHash.verify(snapshot) != nil { break }
            }
            var book = HashedBook()
            let isLoaded = book.load(snapshot)
            #expect(isLoaded)
            return Followed(Array(snapshot.tokenID.rawValue.utf8), book)
        }
    }
}
