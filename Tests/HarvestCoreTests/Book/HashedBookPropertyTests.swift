import HarvestCore
import HarvestTestSupport
import Testing

/// Random books under random changes: the hash kept up to date is the hash of the book written anew.
struct HashedBookPropertyTests {
    /// The same book as plain values.
    private struct Model {
        var levels: [Side: [Int64: (price: String, size: String)]] = [.bid: [:], .ask: [:]]
        var (timestamp, lastTradePrice, tickSize) = ("1779223882222", "", "0.01")

        func snapshot() throws -> BookSnapshot {
            var book = BookSnapshot(
                conditionID: ConditionID("0x" + String(repeating: "37a6de1b", count: 8)),
                tokenID: TokenID(String(repeating: "6991073084", count: 7)))
            (book.timestamp, book.lastTradePrice) = (timestamp, lastTradePrice)
            (book.minimumOrderSize, book.tickSize, book.isNegRisk) = ("5", tickSize, true)
            for (side, levels) in levels {
                let sorted = levels.sorted { side == .bid ? $0.key < $1.key : $0.key > $1.key }
                for level in sorted {
                    try BookHashTests.add(to: &book, side, level.value.price, level.value.size)
                }
            }
            return book
        }
    }

    @Test(arguments: 1...24 as ClosedRange<UInt64>)
    func theKeptHashIsTheHashOfTheBookWrittenAnew(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let era = BookHash.Era.allCases.randomElement(using: &generator) ?? .lastTrade
        let path = SHA1Path.allCases.filter(\.isAvailable).randomElement(using: &generator) ?? .portable
        var model = Model()
        var book = HashedBook(era: era, by: path)
        let levelCount = [0, 1, 5, 40, 400].randomElement(using: &generator) ?? 0
        for _ in 0..<levelCount { _ = Self.change(&model, using: &generator) }
        let isLoaded = book.load(try model.snapshot())
        try #require(isLoaded)
        for step in 0..<150 {
            let (before, provenBefore) = (Array(book.text.utf8), book.provenBlockCount)
            let isReload = try Self.step(&model, &book, using: &generator)
            let same = zip(before, Array(book.text.utf8)).prefix { $0 == $1 }.count
            // What counts as hashed lies in front of the first changed byte, and little else is hashed again.
            let proven = book.provenBlockCount
            #expect(proven * 64 <= same)
            #expect(isReload || proven >= min(provenBefore, same / 64 - 1))
            guard step.isMultiple(of: 3) else { continue }
            let anew = BookHash.digest(of: try model.snapshot(), era: era)
            let (kept, isProven) = (book.digest(), book.provenBlockCount == book.text.utf8.count / 64)
            #expect(kept == anew, "seed \(seed), step \(step)")
            #expect(isProven)
        }
    }

    @Test(arguments: 101...112 as ClosedRange<UInt64>)
    func twoBooksHashedTogetherGiveTheirOwnHashes(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var (left, right) = (Model(), Model())
        for _ in 0..<Int.random(in: 0...60, using: &generator) { _ = Self.change(&left, using: &generator) }
        for _ in 0..<Int.random(in: 0...60, using: &generator) { _ = Self.change(&right, using: &generator) }
        var first = HashedBook()
        var second = HashedBook()
        let areLoaded = (first.load(try left.snapshot()), second.load(try right.snapshot()))
        #expect(areLoaded == (true, true))
        for _ in 0..<60 {
            if Bool.random(using: &generator) { try Self.step(&left, &first, using: &generator) }
            if Bool.random(using: &generator) { try Self.step(&right, &second, using: &generator) }
            let hashes = (
                BookHash.digest(of: try left.snapshot(), era: .lastTrade) ?? "",
                BookHash.digest(of: try right.snapshot(), era: .lastTrade) ?? ""
            )
            let both = HashedBook.withBytes(of: hashes.0) { firstHash in
                HashedBook.withBytes(of: hashes.1) { secondHash in
                    [
                        HashedBook.match(&first, firstHash, &second, secondHash),
                        HashedBook.match(&first, secondHash, &second, firstHash),
                    ]
                }
            }
            #expect(both[0] == (true, true), "seed \(seed)")
            #expect(both[1] == (hashes.0 == hashes.1, hashes.0 == hashes.1))
        }
    }

    /// One step: mostly a level, now and then something around the levels, or the whole book anew, which is
    /// what it returns.
    @discardableResult
    private static func step(
        _ model: inout Model, _ book: inout HashedBook, using generator: inout SplitMix64
    ) throws -> Bool {
        switch Int.random(in: 0..<20, using: &generator) {
        case 0:
            model.timestamp = String(UInt64.random(in: 0...2_000_000_000_000, using: &generator))
            book.setTimestamp(milliseconds: UInt64(model.timestamp) ?? 0)
        case 1:
            model.lastTradePrice = ["", "0.680", "0.1", "0.999"].randomElement(using: &generator) ?? ""
            book.setLastTradePrice(text: model.lastTradePrice)
        case 2:
            model.tickSize = ["0.01", "0.001"].randomElement(using: &generator) ?? ""
            book.setRules(minimumOrderSize: "5", tickSize: model.tickSize, isNegRisk: true)
        case 3:
            let isLoaded = book.load(try model.snapshot())
            #expect(isLoaded)
            return true
        default:
            let (side, price, size, expected) = change(&model, using: &generator)
            let change = book.apply(side, price, size)
            #expect(change == expected)
        }
        return false
    }

    /// Changes a level of the model and says what a book should say to it.
    private static func change(
        _ model: inout Model, using generator: inout SplitMix64
    ) -> (Side, String, String, HashedBook.Change) {
        let side: Side = Bool.random(using: &generator) ? .bid : .ask
        let value = Int64.random(in: 1...400, using: &generator) * 2_500
        var price = Price(millionths: value).description
        if Int.random(in: 0..<10, using: &generator) == 0 { price += price.contains(".") ? "0" : ".0" }
        let isRemoval = Int.random(in: 0..<4, using: &generator) == 0
        let millionths = Int64.random(in: 1...1_000_000, using: &generator) * 10_000
        let size = isRemoval ? "0" : Size(millionths: millionths).description
        let former = model.levels[side]?[value]
        model.levels[side]?[value] = isRemoval ? nil : (price, size)
        guard let former else { return (side, price, size, isRemoval ? .absent : .inserted) }
        let change: HashedBook.Change =
            isRemoval ? .removed : former == (price, size) ? .unchanged : .replaced
        return (side, price, size, change)
    }
}
