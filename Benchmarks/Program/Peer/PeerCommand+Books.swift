internal import HarvestCore

extension PeerCommand {
    /// Documents of one book each.
    func timeBooks() throws(PeerFailure) {
        let corpus = try PeerCorpus(file, limit: Self.number("DOC_LIMIT"))
        let documents = corpus.documents
        var parser = BookParser(bands: Self.bands)
        var levels = 0
        for index in documents.indices {
            levels += try Self.reading(index) { () throws(BookParseError) in
                try parser.withBook(in: documents[index]) { $0.bidCount + $0.askCount }
            }
        }
        let work = Work(unit: "books", items: documents.count, levels: levels, bytes: corpus.byteCount)
        try time(work) { () throws(PeerFailure) in
            var sum: UInt64 = 0
            for index in documents.indices {
                do throws(BookParseError) {
                    sum &+= try parser.withBook(in: documents[index]) { PeerDigest.light($0) }
                } catch {
                    throw .refused(document: index, error)
                }
            }
            return sum
        }
    }

    /// Documents that are arrays of books.
    func timeBatches() throws(PeerFailure) {
        let corpus = try PeerCorpus(file, limit: Self.number("DOC_LIMIT"))
        let documents = corpus.documents
        var parser = BookParser(bands: Self.bands)
        var levels = 0
        var books = 0
        for index in documents.indices {
            books += try Self.reading(index) { () throws(BookParseError) in
                try parser.withBooks(in: documents[index]) { levels += $0.bidCount + $0.askCount }
            }
        }
        let work = Work(unit: "books", items: books, levels: levels, bytes: corpus.byteCount)
        try time(work) { () throws(PeerFailure) in
            var sum: UInt64 = 0
            for index in documents.indices {
                do throws(BookParseError) {
                    _ = try parser.withBooks(in: documents[index]) { sum &+= PeerDigest.light($0) }
                } catch {
                    throw .refused(document: index, error)
                }
            }
            return sum
        }
    }

    /// Adds up the digests of all books; what is refused is counted.
    func verifyBooks() throws(PeerFailure) {
        let corpus = try PeerCorpus(file, limit: Self.number("DOC_LIMIT"))
        var parser = BookParser(bands: Self.bands)
        var check: UInt64 = 0
        var books = 0
        var rejected = 0
        corpus.forEachExactly { index, document in
            do throws(BookParseError) {
                if job == .verify, document.first == UInt8(ascii: "[") {
                    books += try parser.withBooks(in: document) { check &+= PeerDigest.full($0) }
                } else {
                    check &+= try parser.withBook(in: document) { PeerDigest.full($0) }
                    books += 1
                    if job == .reject { Self.complain("\(name) accepts #\(index)") }
                }
            } catch {
                rejected += 1
            }
        }
        print(
            "{\"peer\":\"\(name)\",\"corpus\":\"\(self.corpus)\",\"check\":\"\(Self.text(of: check))\","
                + "\"books\":\(books),\"rejected\":\(rejected)}")
    }

    /// A line for each document, to be compared with another program's.
    func digestEach() throws(PeerFailure) {
        let corpus = try PeerCorpus(file, limit: Self.number("DOC_LIMIT"))
        var parser = BookParser(bands: Self.bands)
        corpus.forEachExactly { _, document in
            do throws(BookParseError) {
                print(Self.text(of: try parser.withBook(in: document) { PeerDigest.full($0) }))
            } catch {
                print("REJ")
            }
        }
    }

    /// Reads a document that has to be valid.
    private static func reading(
        _ document: Int, _ body: () throws(BookParseError) -> Int
    ) throws(PeerFailure) -> Int {
        do throws(BookParseError) {
            return try body()
        } catch {
            throw .refused(document: document, error)
        }
    }
}
