internal import Foundation
internal import HarvestCore

/// Decimal text as order books hold it, to a number.
enum DecimalParsing {
    static func suite(itemCount: Int, seed: UInt64) -> BenchmarkSuite {
        let texts = texts(itemCount, seed: seed)
        return BenchmarkSuite(
            name: "decimal-parsing", summary: "a price or size such as 0.537 or 12904.25, to a number",
            itemCount: itemCount, byteCount: texts.reduce(0) { $0 + $1.utf8.count },
            contenders: [
                .init("HarvestCore Size(exactly:)") {
                    texts.reduce(into: 0) { $0 &+= UInt64(bitPattern: Size(exactly: $1)?.millionths ?? -1) }
                },
                .init("Foundation Decimal(string:)") {
                    texts.reduce(into: 0) {
                        $0 &+= UInt64(bitPattern: Int64(Decimal(string: $1)?.exponent ?? 1))
                    }
                },
                .init("Double(_:), which is not exact") {
                    texts.reduce(into: 0) { $0 &+= Double($1)?.bitPattern ?? 1 }
                },
            ],
            disagreements: {
                texts.count { text in
                    guard let ours = Size(exactly: text), let theirs = Decimal(string: text) else {
                        return true
                    }
                    return theirs != Decimal(ours.millionths) / 1_000_000
                }
            })
    }

    private static func texts(_ count: Int, seed: UInt64) -> [String] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { index in
            let isPrice = index.isMultiple(of: 2)
            let bound: Int64 = isPrice ? 1_000 : 100_000_000
            let unit: Int64 = isPrice ? 1_000 : 10_000
            return Size(millionths: Int64.random(in: 1..<bound, using: &generator) * unit).description
        }
    }
}
