internal import Foundation
internal import HarvestCore

/// A stream followed with Foundation and dictionaries.
final class DictionaryRun {
    private let messages: [Data]
    private var books: [String: DictionaryBook] = [:]
    private let decoder = JSONDecoder()

    /// Loads the books and follows the stream once: every later pass begins and ends with the same books.
    init(_ corpus: PriceChangeCorpus) throws {
        messages = corpus.messages.map { Data($0) }
        for document in corpus.books {
            let book = try decoder.decode(FoundationBook.self, from: Data(document))
            books[book.token] = ParsedBook(book).map { DictionaryBook($0) }
        }
        _ = try pass()
    }

    /// Follows the stream; gives the digest of times and best prices.
    func pass() throws -> UInt64 {
        var digest: UInt64 = 0
        for data in messages {
            let message = try decoder.decode(FoundationMessage.self, from: data)
            digest &+= UInt64(message.timestamp) ?? 0
            for change in message.changes { digest &+= apply(change) }
        }
        return digest
    }

    /// Tokens whose book is not the other's.
    func disagreements(with other: StreamRun) -> Int {
        books.count { token, book in other.book(token).map { !book.holds($0) } ?? true }
    }

    private func apply(_ change: FoundationMessage.Change) -> UInt64 {
        guard let price = FoundationBook.millionths(change.price),
            let size = FoundationBook.millionths(change.size)
        else { return 1 }
        let best = (books[change.token]?.set(change.side == "BUY" ? .bid : .ask, price, size)).map {
            (books[change.token]?.bestBid ?? 0) + (books[change.token]?.bestAsk ?? 0)
        }
        return UInt64(best ?? 0)
    }
}
