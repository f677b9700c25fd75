import Foundation
import HarvestBenchmarks
import HarvestCore
import HarvestTestSupport
import Testing

/// Books cut short and books with wrong bytes: all readers agree on each, and none looks beyond its bytes.
///
/// `HARVEST_MUTATIONS` is the number of mutations of each document; `make asan` raises it.
struct HostileBookTests {
    /// Mutations of a document where every one counts.
    static let many = Int(ProcessInfo.processInfo.environment["HARVEST_MUTATIONS"] ?? "") ?? 6_000

    private static let sample = WireSample.book(
        bids: WireSample.level("0.3", "1") + "," + WireSample.level("0.31", "12.5"),
        asks: WireSample.level("0.3201", "1234567.12345"))

    private static let oneSided = [
        WireSample.book(bids: WireSample.level("0.9", "7"), isNegRisk: true),
        WireSample.book(asks: WireSample.level("0.001", "7.25"), least: "15", tick: "0.01"),
        WireSample.book(), WireSample.book(lastTrade: ""),
        WireSample.book(bids: WireSample.level("0.9", "7"), tick: "0.1", isNegRisk: true, lastTrade: ""),
    ]

    /// Judges a document, all its beginnings and its mutations, and prints how many there were.
    private static func judge(
        _ name: String, _ documents: [[UInt8]], mutations: Int, bands: DepthBands = .standard
    ) {
        var jury = BookJury(bands: bands)
        for (number, document) in documents.enumerated() {
            let hostile = HostileInput(mutations: mutations, seed: UInt64(number))
            hostile.forEachTruncation(of: document) { bytes in
                let complaint = jury.disagreement(on: bytes, isThorough: bytes.count % 16 == 0)
                #expect(complaint == nil, "\(name) \(number), cut after \(bytes.count)")
            }
            hostile.forEachMutation(of: document) { bytes, place, byte in
                let complaint = jury.disagreement(on: bytes, isThorough: byte % 8 == 0)
                #expect(complaint == nil, "\(name) \(number), \(byte) at \(place)")
            }
        }
        print(
            "\(name): \(documents.count) documents, \(jury.count) truncations and mutations,",
            "\(jury.acceptedCount) of them books, \(jury.compactCount) by the compact path")
    }

    @Test func aSmallBook() { Self.judge("a small book", [Array(Self.sample.utf8)], mutations: Self.many) }

    @Test func sidesThatAreEmpty() {
        let bands = DepthBands(near: 100, middle: 200, far: 500, from: .mid)
        Self.judge(
            "empty sides", Self.oneSided.map { Array($0.utf8) }, mutations: Self.many / 8, bands: bands)
    }

    @Test(arguments: BookCorpus.Kind.allCases.filter { $0 != .batch && $0 != .deep })
    func generatedBooks(kind: BookCorpus.Kind) {
        let count = kind == .odd ? 11 : 2
        let corpus = BookCorpus(kind, books: count, seed: 17)
        Self.judge("\(kind.rawValue) books", corpus.documents, mutations: Self.many / (2 * count))
    }

    @Test func arraysOfBooks() {
        let books = [Self.sample, Self.oneSided[2], WireSample.book() + " ", Self.oneSided[0]]
        let documents = ["[ ]", "[\(books[0])]\n", "[\(books.joined(separator: ","))]"]
            .map { Array($0.utf8) }
        var jury = BookJury()
        var count = 0
        for (number, document) in documents.enumerated() {
            let hostile = HostileInput(mutations: Self.many / 6, seed: UInt64(number))
            hostile.forEachTruncation(of: document) { bytes in
                #expect(jury.disagreementOnArray(bytes) == nil, "array \(number), cut after \(bytes.count)")
                count += 1
            }
            hostile.forEachMutation(of: document) { bytes, place, byte in
                #expect(jury.disagreementOnArray(bytes) == nil, "array \(number), \(byte) at \(place)")
                count += 1
            }
        }
        print("arrays of books: \(documents.count) documents, \(count) truncations and mutations")
    }
}
