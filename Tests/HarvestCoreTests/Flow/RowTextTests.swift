import HarvestTestSupport
import Testing

@testable import HarvestCore

@Suite struct RowTextTests {
    private static let columns = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "ü;"]

    private static func row(_ generator: inout SplitMix64) -> Row {
        let text = String(
            (0..<Int.random(in: 0...20, using: &generator)).map { _ in
                [";", "1", "é", "\u{0}", "\n", "🦅", "n"].randomElement(using: &generator) ?? "x"
            }.joined())
        let number = Int64.random(in: .min ... .max, using: &generator)
        return Row(
            columns: columns,
            values: [
                .null, .text(text), .boolean(Bool.random(using: &generator)), .integer(number),
                .decimal(millionths: number), .timestamp(Timestamp(microseconds: number)),
                .date(CivilDate(daysSince1970: Int(number % 100_000))), .json("{\"a\":\(number)}"),
                .uuid("00000000-0000-4000-8000-000000000000"), .text(""),
            ])
    }

    @Test func rowsComeBackExactly() throws {
        var generator = SplitMix64(seed: 7)
        for count in [0, 1, 2, 99] {
            let rows = (0..<count).map { _ in Self.row(&generator) }
            var bytes = RowText.header(Self.columns)
            RowText.append(rows, to: &bytes)
            var text = try RowText(bytes)
            var read: [Row] = []
            while let page = try text.next(10) {
                #expect(page.count <= 10)
                read += page
            }
            #expect(read == rows)
        }
    }

    @Test func bytesThatAreCutOrChangedAreRefusedOrReadAndNeverTrap() throws {
        var generator = SplitMix64(seed: 8)
        var bytes = RowText.header(Self.columns)
        RowText.append([Self.row(&generator), Self.row(&generator)], to: &bytes)
        var refused = 0
        for end in 0..<bytes.count { refused += Self.isReadable(Array(bytes[..<end])) ? 0 : 1 }
        // Only where a row ends, or the header, is a cut text whole.
        #expect(refused == bytes.count - 2)
        for place in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[place] ^= 1 << bit
                _ = Self.isReadable(changed)
            }
        }
    }

    private static func isReadable(_ bytes: [UInt8]) -> Bool {
        do {
            var text = try RowText(bytes)
            while try text.next(100) != nil {}
            return true
        } catch {
            return false
        }
    }
}
