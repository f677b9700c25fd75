import HarvestTestSupport
import Testing

@testable import HarvestCore

/// The kernel that reads levels: every shape of number, every wrong byte, the end of its room.
struct LevelKernelTests {
    /// Levels as the kernel reads them; `nil` when it leaves them to the general path.
    static func read(_ array: [UInt8], capacity: Int = 64) -> [ParsedBook.Level]? {
        let copy = ExactCopy(array, followedBy: Array(repeating: 0x20, count: LevelKernel.reach))
        let tables = DigitTables()
        var side = SideColumns(capacity: capacity)
        defer { side.free() }
        guard let start = copy.view.baseAddress,
            let next = LevelKernel.read(
                start, start + copy.view.count, tables.view, into: &side, capacity: capacity)
        else { return nil }
        // What follows an array is the caller's to judge.
        guard next == start + array.count else { return nil }
        if side.count == 0 { return [] }
        guard PriceColumn.pass(side, .bid, .none).isNumeric else { return nil }
        return (0..<side.count).map { ParsedBook.Level(price: side.prices[$0], size: side.sizes[$0]) }
    }

    /// The same levels by a tree; `nil` for those with a number that is none.
    static func tree(_ array: [UInt8]) -> [ParsedBook.Level]? {
        // What is no JSON is no array of levels.
        let document = try? JSONDocument(parsing: array, from: Endpoint(source: "test", name: "levels"))
        guard let document, document.root.kind == .array else { return nil }
        var levels: [ParsedBook.Level] = []
        for element in document.root.elements {
            guard let price = element["price"]?.text.flatMap(PlainDecimal.millionths),
                let size = element["size"]?.text.flatMap(PlainDecimal.millionths)
            else { return nil }
            levels.append(ParsedBook.Level(price: UInt32(clamping: price), size: size))
        }
        return levels
    }

    private static func digits(_ count: Int, _ random: inout SeededGenerator) -> String {
        (0..<count).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
    }

    /// Every length of a price with every length of a size before and after its point, but for the longest
    /// ones, whose brace lies beyond the bytes the kernel looks for it in.
    private static func shapes(seed: UInt64) -> [String] {
        var random = SeededGenerator(seed: seed)
        var levels: [String] = []
        for price in 1...4 {
            for whole in 1...8 {
                for fraction in 0...6 where price + whole + fraction < 17 {
                    let tail = fraction == 0 ? "" : "." + digits(fraction, &random)
                    levels.append(
                        WireSample.level("0." + digits(price, &random), digits(whole, &random) + tail))
                }
            }
        }
        return levels
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func everyShapeOfNumberIsReadExactly(seed: UInt64) throws {
        let shapes = Self.shapes(seed: seed)
        for shape in shapes {
            let array = Array("[\(shape)]".utf8)
            #expect(Self.read(array) == Self.tree(array), "\(shape)")
        }
        let array = Array("[\(shapes.shuffled().joined(separator: ","))]".utf8)
        let levels = try #require(Self.read(array, capacity: 400))
        #expect(levels.count == shapes.count)
        #expect(levels == Self.tree(array))
    }

    @Test(arguments: [
        WireSample.level("0.", "1"), WireSample.level("0.12345", "1"), WireSample.level("0.1234567", "1"),
        WireSample.level("0.1", ""), WireSample.level("0.1", "123456789"), WireSample.level("0.1", "1."),
        WireSample.level("0.1", ".5"), WireSample.level("0.1", "1.1234567"), WireSample.level("1", "1"),
        WireSample.level("1.0", "1"), WireSample.level("-0.1", "1"), WireSample.level("0.1", "-1"),
        WireSample.level("0.1", "1e5"), WireSample.level("0.1234", "1234567.123456"),
        "{\"price\":\"0.1\",\"size\":1}", "{\"size\":\"1\",\"price\":\"0.1\"}",
        WireSample.level("0.1", "1") + " ", WireSample.level("0.1", "1") + ",", "", "{}",
    ])
    func whatIsOfAnotherRenderingIsLeftAlone(level: String) {
        let before = WireSample.level("0.2", "3")
        #expect(Self.read(Array("[\(level)]".utf8)) == (level.isEmpty ? [] : nil))
        #expect(Self.read(Array("[\(before),\(level)]".utf8)) == nil)
        if !level.isEmpty { #expect(Self.read(Array("[\(level),\(before)]".utf8)) == nil) }
    }

    @Test(arguments: [
        WireSample.level("0.123", "1234567.123456"), WireSample.level("0.5", "7"),
        WireSample.level("0.01", "25") + "," + WireSample.level("0.02", "0.5"),
    ])
    func everyWrongByteAtEveryPlaceIsSeen(levels: String) {
        let right = Array("[\(levels)]".utf8)
        var count = 0
        for place in right.indices {
            var wrong = right
            for byte in UInt8.min ... .max where byte != right[place] {
                wrong[place] = byte
                // Only a digit in the place of a digit or of a size's point makes levels of these bytes.
                let levels = 0x30...0x39 ~= byte ? Self.tree(wrong) : nil
                let expected = levels.flatMap { $0.contains { $0.price >= 1_000_000 } ? nil : $0 }
                #expect(Self.read(wrong) == expected, "\(byte) at \(place)")
                count += 1
            }
        }
        #expect(count == right.count * 255)
    }

    @Test(arguments: [16, 17, 100])
    func noLevelIsWrittenBeyondTheCapacity(capacity: Int) {
        let level = WireSample.level("0.1", "1")
        #expect(level.utf8.count + 1 == LevelKernel.shortestLevel)
        for count in [capacity - 1, capacity, capacity + 1, capacity + 9] {
            let array = "[" + Array(repeating: level, count: count).joined(separator: ",") + "]"
            let found = Self.read(Array(array.utf8), capacity: capacity)
            #expect(found?.count == (count > capacity ? nil : count))
        }
    }

    @Test func levelsTooNearToTheEndAreLeftAlone() {
        let array = Array("[\(WireSample.level("0.1", "1"))]".utf8)
        for distance in 0...LevelKernel.reach {
            let copy = ExactCopy(array, followedBy: Array(repeating: 0x20, count: distance))
            let tables = DigitTables()
            var side = SideColumns(capacity: 16)
            let start = copy.view.baseAddress!
            let next = LevelKernel.read(
                start, start + copy.view.count, tables.view, into: &side, capacity: 16)
            #expect(next == nil || next == start + array.count)
            side.free()
        }
    }
}
