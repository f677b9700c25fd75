/// The five words SHA-1 carries from block to block (FIPS 180-4, 6.1.2); after the last block, the digest.
///
/// A plain value without padding or path: whoever keeps one for every block of a message can go on from any
/// of them.
package struct SHA1State: Hashable, Sendable {
    package var a: UInt32 = 0x6745_2301
    package var b: UInt32 = 0xEFCD_AB89
    package var c: UInt32 = 0x98BA_DCFE
    package var d: UInt32 = 0x1032_5476
    package var e: UInt32 = 0xC3D2_E1F0

    /// Bytes in a block.
    package static let blockByteCount = 64
    /// Digits of a digest in hexadecimal.
    package static let digitCount = 40

    /// The standard's initial value.
    package init() {}

    /// The digest's bytes, most significant first.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20)
        for word in [a, b, c, d, e] { withUnsafeBytes(of: word.bigEndian) { bytes += $0 } }
        return bytes
    }

    /// The digest in lower-case hexadecimal.
    package var hexadecimal: String {
        String(unsafeUninitializedCapacity: Self.digitCount) { digits in
            let raw = UnsafeMutableRawBufferPointer(digits)
            for (place, word) in [a, b, c, d, e].enumerated() {
                raw.storeBytes(of: Self.digits(of: word), toByteOffset: 8 * place, as: UInt64.self)
            }
            return Self.digitCount
        }
    }

    /// Whether a text is the digest in lower-case hexadecimal. Allocates nothing.
    package func isWritten(as text: UnsafeRawBufferPointer) -> Bool {
        guard text.count == Self.digitCount else { return false }
        func difference(_ word: UInt32, _ place: Int) -> UInt64 {
            text.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self) ^ Self.digits(of: word)
        }
        return difference(a, 0) | difference(b, 1) | difference(c, 2) | difference(d, 3) | difference(e, 4)
            == 0
    }

    /// The eight hexadecimal digits of a word as they lie in memory.
    private static func digits(of word: UInt32) -> UInt64 {
        var spread = UInt64(word.byteSwapped)
        spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFF
        spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FF
        let nibbles = (spread >> 4 | spread << 8) & 0x0F0F_0F0F_0F0F_0F0F
        let letters = ((nibbles &+ 0x0606_0606_0606_0606) >> 4) & 0x0101_0101_0101_0101
        return (nibbles &+ 0x3030_3030_3030_3030 &+ letters &* 39).littleEndian
    }
}
