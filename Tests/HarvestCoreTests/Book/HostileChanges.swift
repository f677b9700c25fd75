import HarvestCore

/// Draws tokens, prices, sizes and texts that a broken or hostile venue could send, mixed with ordinary ones.
struct HostileChanges {
    /// One drawn change; the texts need not say what the numbers say.
    struct Change {
        var token: Int
        var side: Side
        var price: UInt32
        var size: UInt64
    }

    /// Ids of several lengths, most with the same last 16 bytes.
    let tokens: [String] = (1...12).map { number in
        let head = String(repeating: "7", count: [0, 1, 46, 60, 61, 78][number % 6])
        return head + String(number) + (number % 4 == 0 ? "" : "0123456789012345")
    }
    var generator: SplitMix64

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }

    mutating func one<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

    mutating func side() -> Side { one([.bid, .ask]) }

    /// Mostly on the grids that markets have, some between their steps, now and then no price at all.
    mutating func price() -> UInt32 {
        switch below(100) {
        case 0: one([0, 1_000_001, 1 << 31, .max])
        case 1: UInt32(below(1_000_000) + 1)
        case 2...5: UInt32(below(10_000) + 1) * 100
        case 6...12: UInt32(below(400) + 1) * 2_500
        default: UInt32(below(100) + 1) * 10_000
        }
    }

    /// Removals, sizes of up to twelve whole digits, and what no decimal of the wire gives.
    mutating func size() -> UInt64 {
        switch below(100) {
        case 0..<35: 0
        case 35: one([UInt64(Int64.max), .max, 1 << 63, 1 << 43, (1 << 43) - 1])
        // Around the most that ladders of a cent, of half a cent and of a tenth of one can hold.
        case 36..<56: UInt64(Int64.max) / one([128, 256, 448, 1_024, 10_048]) - UInt64(below(2))
        case 56..<60: UInt64(below(1_000_000_000_000)) * 1_000_000
        default: UInt64(below(900_000_000) + 1) * 10_000
        }
    }

    mutating func tick() -> UInt32 {
        one([0, 10_000, 10_000, 5_000, 2_500, 1_000, 100, 3_000, 1_000_000, 7])
    }

    mutating func change() -> Change {
        Change(token: below(tokens.count), side: side(), price: price(), size: size())
    }

    /// Changes of one token or of any, now and then far more than a message ever had.
    mutating func message() -> [Change] {
        if below(6) == 0 { return flood() }
        let focus: Int? = below(2) == 0 ? below(tokens.count) : nil
        return (0..<below(12)).map { _ in
            var change = change()
            change.token = focus ?? change.token
            return change
        }
    }

    /// A side filled with sizes that its ladder can just hold, and then a price that may make it finer.
    private mutating func flood() -> [Change] {
        let (token, side) = (below(2), side())
        let (offset, positions) = one([(0, 128), (5_000, 256), (2_500, 448)] as [(UInt32, UInt64)])
        let size = UInt64(Int64.max) / positions
        let flood = (1..<100).map {
            Change(token: token, side: side, price: $0 * 10_000 + offset, size: size)
        }
        return flood + [Change(token: token, side: side, price: one([5_000, 2_500, price()]), size: 1)]
    }

    /// Mostly levels of a book, each price once.
    mutating func levels() -> [(UInt32, UInt64)] {
        Set((0..<below(12)).map { _ in below(20) == 0 ? price() : UInt32(below(100) + 1) * 10_000 })
            .map { ($0, below(40) == 0 ? size() : 7_000_000) }
    }

    /// Decimals, nothing, and bytes that are no decimal.
    mutating func text() -> String {
        one(["0.5", "0.50", "", "\"", "\\u0000", "１", String(repeating: "9", count: below(200)), "1e-9"])
    }
}
