internal import HarvestCore

/// The course of a simulation as one number, and on request as lines.
///
/// It does not use `Hasher`, whose seed differs from process to process.
struct SimulationTrace: Sendable {
    /// The number so far.
    private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    /// The course in words, when it is wanted.
    private(set) var lines: [String] = []

    private let keepsLines: Bool

    init(keepsLines: Bool) { self.keepsLines = keepsLines }

    /// Adds a fact: what, when, and a number.
    mutating func note(_ what: String, _ detail: UInt64, at now: Duration) {
        for byte in what.utf8 { mix(UInt64(byte)) }
        mix(detail)
        mix(UInt64(now.microseconds))
        if keepsLines { lines.append("\(now.inSeconds)s \(what) \(detail)") }
    }

    private mutating func mix(_ value: UInt64) { digest = (digest ^ value) &* 0x0000_0100_0000_01B3 }
}
