/// Identifier of one run of one job: a random (version 4) UUID, and the key of its audit row.
public struct RunID: Hashable, Sendable, CustomStringConvertible {
    /// Lower-case text with hyphens.
    public let description: String

    /// Takes the text of an identifier that was drawn before.
    package init(_ text: String) { description = text }

    /// Draws an identifier.
    public init(using generator: inout some RandomNumberGenerator) {
        let high = generator.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        let digits = Hexadecimal.text(of: high) + Hexadecimal.text(of: low)
        let ends = [0, 8, 12, 16, 20, 32].map { digits.index(digits.startIndex, offsetBy: $0) }
        description = zip(ends, ends.dropFirst()).map { String(digits[$0..<$1]) }.joined(separator: "-")
    }
}
