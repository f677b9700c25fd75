internal import Foundation
internal import HarvestBenchmarks

/// `Benchmarks corpus DIR`: writes a stream corpus in the form the peer programs read, one document a line.
struct CorpusCommand {
    private let directory: URL
    private var tokens = 5_000
    private var messages = 100_000
    private var seed: UInt64 = 1

    /// Reads arguments; `nil` when they ask for something else or a number is none.
    init?(_ arguments: [String]) {
        guard arguments.first == "corpus", arguments.count >= 2 else { return nil }
        directory = URL(filePath: arguments[1], directoryHint: .isDirectory)
        var rest = arguments.dropFirst(2)
        while let flag = rest.popFirst() {
            guard let number = rest.popFirst().flatMap({ Int($0) }), number > 0 else { return nil }
            switch flag {
            case "--tokens": tokens = number
            case "--messages": messages = number
            case "--seed": seed = UInt64(number)
            default: return nil
            }
        }
    }

    /// Makes the directory and writes `ws_init.ndjson` and `ws_price_change.ndjson`.
    func run() throws {
        let corpus = PriceChangeCorpus(tokens: tokens, messages: messages, seed: seed)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try write(corpus.books, to: "ws_init.ndjson")
        try write(corpus.messages, to: "ws_price_change.ndjson")
        print("\(corpus.books.count) books, \(corpus.messages.count) messages, \(corpus.byteCount) bytes")
    }

    private func write(_ documents: [[UInt8]], to name: String) throws {
        var bytes = Data(capacity: documents.reduce(0) { $0 + $1.count + 1 })
        for document in documents {
            bytes.append(contentsOf: document)
            bytes.append(UInt8(ascii: "\n"))
        }
        try bytes.write(to: directory.appending(path: name), options: .atomic)
    }
}
