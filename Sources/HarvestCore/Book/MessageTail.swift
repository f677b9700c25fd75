/// The bytes of a message that do not fill a block of 64 yet, and how many bytes the message has so far.
package struct MessageTail: Sendable {
    /// Bytes of the whole message so far.
    package private(set) var byteCount: UInt64 = 0
    /// The block, of which the first `count` bytes are the message's. A vector, because it lies in the value.
    private var block = SIMD64<UInt8>()

    /// Bytes of the block that are filled.
    var count: Int { Int(byteCount % 64) }

    /// Takes bytes: each time a block is full, and for as many whole blocks as lie in the bytes themselves,
    /// `compress` is called.
    @inline(__always)
    mutating func take(
        _ bytes: UnsafeRawBufferPointer, _ compress: (_ blocks: UnsafeRawPointer, _ count: Int) -> Void
    ) {
        var rest = UnsafeRawBufferPointer(rebasing: bytes[...])
        let filled = count
        byteCount += UInt64(bytes.count)
        if filled > 0 {
            let taken = min(64 - filled, rest.count)
            keep(UnsafeRawBufferPointer(rebasing: rest[..<taken]), at: filled)
            guard filled + taken == 64 else { return }
            withUnsafeBytes(of: block) { full in full.baseAddress.map { compress($0, 1) } }
            rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
        }
        let whole = rest.count & ~63
        if whole > 0, let start = rest.baseAddress { compress(start, whole / 64) }
        keep(UnsafeRawBufferPointer(rebasing: rest[whole...]), at: 0)
    }

    /// Ends the message (FIPS 180-4, 5.1.1): a bit, zeros, and the number of bits, in one block or two.
    mutating func pad(_ compress: (_ blocks: UnsafeRawPointer, _ count: Int) -> Void) {
        let bitCount = (byteCount &* 8).bigEndian
        var padding = SIMD64<UInt8>()
        padding[0] = 0x80
        let zeros = (119 - count) % 64
        withUnsafeBytes(of: padding) {
            take(UnsafeRawBufferPointer(rebasing: $0[...zeros]), compress)
        }
        withUnsafeBytes(of: bitCount) { take($0, compress) }
    }

    private mutating func keep(_ bytes: UnsafeRawBufferPointer, at place: Int) {
        withUnsafeMutableBytes(of: &block) { block in
            UnsafeMutableRawBufferPointer(rebasing: block[place...]).copyMemory(from: bytes)
        }
    }
}
