package import HarvestCore

/// The books of many tokens from several answers, and what was not to be had.
package struct BooksAnswer: Sendable {
    /// A book and when its bytes reached us.
    package struct Captured: Sendable {
        /// The book.
        package let book: ClobBook
        /// When its bytes reached our socket.
        package let capturedAt: Timestamp
    }

    /// Books by token.
    package private(set) var books: [TokenID: Captured] = [:]
    /// Tokens without a book: closed, resolved or unknown.
    package var missing: [TokenID] = []
    /// The answers, for their rejects and drifted keys.
    package private(set) var answers: [Answer<ClobBook>] = []

    /// Starts without books.
    package init() {}

    /// Whether there is a book of the token.
    func holds(_ token: TokenID) -> Bool { books[token] != nil }

    /// Takes an answer.
    mutating func take(_ answer: Answer<ClobBook>) {
        for book in answer.elements {
            books[book.tokenID] = Captured(book: book, capturedAt: answer.capturedAt)
        }
        answers.append(answer)
    }
}
