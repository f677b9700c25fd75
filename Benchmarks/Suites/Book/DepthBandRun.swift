internal import HarvestCore

/// The same books in the forms from which depth is computed, and each way to compute it.
///
/// Every way tells of every band of every side of every book, in the same order: shares and notional in
/// millionths.
final class DepthBandRun {
    /// What is told of each band.
    typealias Tell = (_ size: Int64, _ notional: Int64) -> Void

    /// A level as one writes it first.
    private struct DoubleLevel {
        let price: Double
        let size: Double
    }

    private struct Columns {
        let prices: [UInt32]
        let sizes: [UInt64]
    }

    private let documents: CorpusMemory
    private var parser = BookParser()
    private var ladders: LiveBooks
    private var depths: [LadderDepth?] = BookParsing.bands.map { _ in nil }
    private var books: [OrderBook] = []
    /// Bids and asks of each book, best first.
    private var columns: [Columns] = []
    private var doubles: [[DoubleLevel]] = []

    init(_ corpus: BookCorpus) throws {
        documents = CorpusMemory(corpus.documents)
        ladders = LiveBooks(capacity: corpus.bookCount)
        try StreamRun.load(corpus.documents, by: &parser, into: &ladders)
        for document in corpus.documents {
            let book = try parser.snapshot(of: document).orderBook()
            books.append(book)
            for levels in [book.bids, book.asks] {
                columns.append(
                    Columns(
                        prices: levels.map { UInt32($0.price.millionths) },
                        sizes: levels.map { UInt64($0.size.millionths) }))
                doubles.append(
                    levels.map {
                        DoubleLevel(
                            price: Double($0.price.millionths) / 1e6, size: Double($0.size.millionths) / 1e6)
                    })
            }
        }
    }

    /// Maintained ladders, one walk for three bands.
    @inline(__always)
    func walkLadders(_ tell: Tell) throws {
        for slot in books.indices {
            walk(.bid, slot, tell)
            walk(.ask, slot, tell)
        }
    }

    /// Values of `OrderBook`, one walk for three bands.
    @inline(__always)
    func walkBooks(_ tell: Tell) throws {
        for book in books {
            for side in Side.allCases {
                for depth in book.depths(side, within: BookParsing.bands) {
                    tell(depth?.size.millionths ?? 0, depth?.notional.millionths ?? 0)
                }
            }
        }
    }

    /// The totals that come with a parsed book, with all of the parsing.
    @inline(__always)
    func parse(_ tell: Tell) throws {
        for document in documents.documents {
            try parser.withBook(in: document) { Self.tell(of: $0, tell) }
        }
    }

    /// Integers, a whole pass over the side for each band.
    @inline(__always)
    func passEachBand(_ tell: Tell) throws {
        for (place, side) in columns.enumerated() {
            let best = UInt64(side.prices.first ?? 0)
            for band in BookParsing.bands {
                let distance = UInt64(band.basisPoints)
                let limit = best * (place.isMultiple(of: 2) ? 10_000 - distance : 10_000 + distance)
                var (size, notional) = (UInt64(0), UInt128(0))
                for level in side.prices.indices {
                    let price = UInt64(side.prices[level]) * 10_000
                    guard place.isMultiple(of: 2) ? price >= limit : price <= limit else { continue }
                    size &+= side.sizes[level]
                    notional &+= UInt128(side.prices[level]) * UInt128(side.sizes[level])
                }
                Self.tell(size, notional, tell)
            }
        }
    }

    /// Floating point, filtered and added up: what one writes first. The limit is drawn a little wider,
    /// because 0.99 is no number in binary.
    @inline(__always)
    func filterDoubles(_ tell: Tell) throws {
        for (place, levels) in doubles.enumerated() {
            let best = levels.first?.price ?? 0
            for band in BookParsing.bands {
                let distance = Double(band.basisPoints) / 10_000
                let within = levels.filter {
                    place.isMultiple(of: 2)
                        ? $0.price >= best * (1 - distance) - 1e-9
                        : $0.price <= best * (1 + distance) + 1e-9
                }
                let size = within.reduce(0) { $0 + $1.size }
                let notional = within.reduce(0) { $0 + $1.price * $1.size }
                tell(Int64((size * 1e6).rounded()), Int64((notional * 1e6).rounded()))
            }
        }
    }

    @inline(__always)
    private func walk(_ side: Side, _ slot: Int, _ tell: Tell) {
        let bands = BookParsing.bands
        var found = depths.mutableSpan
        ladders.depths(side, of: slot, within: bands.span, into: &found)
        for depth in depths {
            tell(depth?.size ?? 0, Self.rounded(UInt128(depth?.notional ?? 0)))
        }
    }

    @inline(never)
    private static func tell(of columns: borrowing BookColumns, _ tell: Tell) {
        Self.tell(columns.near.bidSize, columns.near.bidNotional, tell)
        Self.tell(columns.middle.bidSize, columns.middle.bidNotional, tell)
        Self.tell(columns.far.bidSize, columns.far.bidNotional, tell)
        Self.tell(columns.near.askSize, columns.near.askNotional, tell)
        Self.tell(columns.middle.askSize, columns.middle.askNotional, tell)
        Self.tell(columns.far.askSize, columns.far.askNotional, tell)
    }

    @inline(__always)
    private static func tell(_ size: UInt64, _ notional: UInt128, _ tell: Tell) {
        tell(Int64(bitPattern: size), rounded(notional))
    }

    @inline(__always)
    private static func rounded(_ notional: UInt128) -> Int64 {
        Int64(truncatingIfNeeded: (notional &+ 500_000) / 1_000_000)
    }
}
