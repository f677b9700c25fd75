internal import Foundation
internal import HarvestCore

/// Documents of the venue to books with best prices and three bands: columns, plain values, and what
/// Foundation does.
enum BookParsing {
    /// What every contender adds up, from each side's best price.
    static let bands = [DepthBand(percent: 1), DepthBand(percent: 2), DepthBand(percent: 5)]

    /// The suite over a kind of documents; one book for several items, as a book is heavy.
    static func plan(_ kind: BookCorpus.Kind) -> BenchmarkPlan {
        BenchmarkPlan("book-\(kind.rawValue)") { itemCount, seed in
            suite(kind, bookCount: max(itemCount / share(kind), kind == .odd ? 22 : 4), seed: seed)
        }
    }

    private static func suite(_ kind: BookCorpus.Kind, bookCount: Int, seed: UInt64) -> BenchmarkSuite {
        let corpus = BookCorpus(kind, books: bookCount, seed: seed)
        let ours = Locked(BookParsingRun(corpus, areArrays: kind == .batch))
        let documents = corpus.documents.map { Data($0) }
        return BenchmarkSuite(
            name: "book-\(kind.rawValue)", summary: summary(kind), itemCount: bookCount,
            byteCount: corpus.byteCount,
            contenders: [
                .init("BookParser, lent columns", isAllocationFree: true) {
                    digest { try ours.withLock { try $0.parseColumns() } }
                },
                .init("BookParser, plain values") { digest { try ours.withLock { try $0.parseValues() } } },
                .init("Foundation JSONDecoder, exact decimals") {
                    digest {
                        try decoded(documents, areArrays: kind == .batch).reduce(0) {
                            $0 &+ ($1?.digest ?? 0)
                        }
                    }
                },
            ],
            disagreements: {
                // A refusal shows as books that are missing.
                let read = (try? ours.withLock { try $0.books() }) ?? (columns: [], values: [])
                // The same.
                let theirs = (try? decoded(documents, areArrays: kind == .batch)) ?? []
                return (0..<bookCount).count { !agree($0, read.columns, read.values, theirs) }
            })
    }

    private static func decoded(_ documents: [Data], areArrays: Bool) throws -> [ParsedBook?] {
        let decoder = JSONDecoder()
        return try documents.flatMap { document in
            let books =
                areArrays
                ? try decoder.decode([FoundationBook].self, from: document)
                : [try decoder.decode(FoundationBook.self, from: document)]
            return books.map { ParsedBook($0) }
        }
    }

    private static func agree(_ place: Int, _ readings: [ParsedBook?]...) -> Bool {
        guard readings.allSatisfy({ place < $0.count }), let first = readings[0][place] else { return false }
        return readings.allSatisfy { $0[place] == first }
    }

    private static func digest(_ body: () throws -> UInt64) -> UInt64 {
        // What was refused shows as disagreement.
        (try? body()) ?? 1
    }

    private static func summary(_ kind: BookCorpus.Kind) -> String {
        switch kind {
        case .small: "a book of 10 + 10 levels, with three bands a side"
        case .typical: "a book of 60 + 60 levels, with three bands a side"
        case .deep: "a book of 400 + 400 levels, with three bands a side"
        case .mixed: "a book of 20 to 200 levels a side, with three bands a side"
        case .batch: "a book of 60 + 60 levels in an array of 100, with three bands a side"
        case .odd: "a book in a form the venue does not use, with three bands a side"
        }
    }

    private static func share(_ kind: BookCorpus.Kind) -> Int {
        switch kind {
        case .small: 10
        case .odd: 20
        case .typical, .batch: 40
        case .mixed: 50
        case .deep: 200
        }
    }
}
