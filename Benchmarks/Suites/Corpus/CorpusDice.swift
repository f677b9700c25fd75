internal import HarvestCore

/// The draws from which a corpus is made. Integers and exact floating point only, so that one seed gives the
/// same bytes on every machine.
struct CorpusDice: Sendable {
    private var generator: SplitMix64

    /// Starts a part of a corpus; parts of one seed do not depend on each other.
    init(seed: UInt64, part: String) { generator = SplitMix64(seed: SplitMix64.seed(seed, for: part)) }

    /// An integer from zero up to a bound.
    mutating func below(_ bound: Int) -> Int { Int(generator.next() % UInt64(max(1, bound))) }

    /// Whether a thing happens that happens `percent` times in a hundred.
    mutating func happens(_ percent: Int) -> Bool { below(100) < percent }

    /// About normal with deviation 1: twelve even draws, summed.
    mutating func normal() -> Double {
        (0..<12).reduce(into: -6) { sum, _ in sum += Double(generator.next() >> 11) / 0x1p53 }
    }

    /// Lower-case hexadecimal digits.
    mutating func hexadecimal(_ count: Int) -> String {
        String((0..<count).map { _ in Array("0123456789abcdef")[below(16)] })
    }

    /// A token: an even 256-bit number has 77 decimal digits seven times in ten, else 76 or 78.
    mutating func token() -> String {
        let length = [77, 77, 77, 77, 77, 77, 77, 76, 76, 78][below(10)]
        let first = length == 78 ? 1 : 1 + below(9)
        return (1..<length).reduce(into: String(first)) { text, _ in text.append(String(below(10))) }
    }

    /// Shares of an order in millionths: about log-normal around 180, a third whole, half with one or two
    /// decimals, the rest with up to six, as partial fills leave them.
    mutating func size() -> Int {
        let exponent = min(max(7.5 + 2.74 * normal(), 0), 23)
        let power = exponent.rounded(.down)
        // Between powers of two a straight line stands in for the curve, so no library's exp() decides.
        let shares = Double(sign: .plus, exponent: Int(power), significand: 1 + (exponent - power))
        let draw = below(100)
        let steps = [(34, 1_000_000), (50, 100_000), (84, 10_000), (90, 1_000), (93, 100), (100, 1)]
        let step = steps.first { draw < $0.0 }?.1 ?? 1
        return max(Int(shares * 1e6) / step * step, step == 1_000_000 ? 5_000_000 : 1_000_000)
    }

    /// Distinct steps away from the best price: dense near it, sparser outside, none beyond `room`.
    mutating func steps(_ count: Int, room: Int) -> [Int] {
        let wanted = min(count, room)
        var position = 0
        return (0..<wanted).map { index in
            defer {
                let slack = room - 1 - position - (wanted - 1 - index)
                let jumps = slack > 0 && index > 3 && happens(22)
                position += 1 + (jumps ? min(slack, 1 + below(1 + index / 8)) : 0)
            }
            return position
        }
    }

    /// Puts elements into any order.
    mutating func shuffle<Element>(_ elements: inout [Element]) { elements.shuffle(using: &generator) }
}
