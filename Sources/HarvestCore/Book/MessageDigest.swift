/// What SHA-1 and SHA-256 share: cutting a message into blocks of 64 bytes and padding its end
/// (FIPS 180-4, 5.1.1).
///
/// Portable Swift, because HarvestCore links no C library. It digests payloads and books for comparison with
/// what the venue says; it is not meant for secrets.
package protocol MessageDigest: Sendable {
    /// Starts with the standard's initial hash value.
    init()

    /// Bytes of the block that is not full yet.
    var pending: [UInt8] { get set }

    /// Bytes taken so far.
    var byteCount: UInt64 { get set }

    /// Takes one block of 64 bytes, which starts at `offset`.
    mutating func compress(_ message: Span<UInt8>, at offset: Int)

    /// The hash value as bytes, most significant first.
    var stateBytes: [UInt8] { get }
}

extension MessageDigest {
    /// The digest of a whole message.
    package static func digest(of message: some Sequence<UInt8>) -> [UInt8] {
        var digest = Self()
        digest.update(message)
        return digest.finish()
    }

    /// Takes more of the message.
    package mutating func update(_ bytes: some Sequence<UInt8>) {
        let taken: Void? = bytes.withContiguousStorageIfAvailable { update($0.span) }
        if taken == nil { update(Array(bytes).span) }
    }

    /// Takes more of the message.
    package mutating func update(_ bytes: Span<UInt8>) {
        byteCount += UInt64(bytes.count)
        var offset = 0
        if !pending.isEmpty {
            while offset < bytes.count, pending.count < 64 {
                pending.append(bytes[offset])
                offset += 1
            }
            guard pending.count == 64 else { return }
            let block = pending
            compress(block.span, at: 0)
            pending.removeAll(keepingCapacity: true)
        }
        while bytes.count - offset >= 64 {
            compress(bytes, at: offset)
            offset += 64
        }
        while offset < bytes.count {
            pending.append(bytes[offset])
            offset += 1
        }
    }

    /// Ends the message and gives its digest.
    package consuming func finish() -> [UInt8] {
        let bitCount = byteCount &* 8
        let zeros = (119 - Int(byteCount % 64)) % 64
        var padding: [UInt8] = [0x80] + [UInt8](repeating: 0, count: zeros)
        for shift in stride(from: 56, through: 0, by: -8) {
            padding.append(UInt8(truncatingIfNeeded: bitCount >> UInt64(shift)))
        }
        update(padding.span)
        return stateBytes
    }
}

extension Span<UInt8> {
    /// The big-endian word at a byte offset.
    func word(at offset: Int) -> UInt32 {
        UInt32(self[offset]) << 24 | UInt32(self[offset + 1]) << 16 | UInt32(self[offset + 2]) << 8
            | UInt32(self[offset + 3])
    }
}
