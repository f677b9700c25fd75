/// What SHA-1 and SHA-256 share: cutting a message into blocks of 64 bytes and padding its end
/// (FIPS 180-4, 5.1.1).
///
/// It digests payloads and books for comparison with what the venue says; it is not meant for secrets.
package protocol MessageDigest: Sendable {
    /// Starts with the standard's initial hash value.
    init()

    /// What of the message is not compressed yet.
    var tail: MessageTail { get set }

    /// Takes so many blocks of 64 bytes.
    mutating func compress(_ blocks: UnsafeRawPointer, count: Int)

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

    /// Takes more of the message. Allocates only when the bytes do not lie in one piece.
    package mutating func update(_ bytes: some Sequence<UInt8>) {
        let taken: Void? = bytes.withContiguousStorageIfAvailable { update(UnsafeRawBufferPointer($0)) }
        if taken == nil { Array(bytes).withUnsafeBytes { update($0) } }
    }

    /// Takes more of the message.
    package mutating func update(_ bytes: Span<UInt8>) { bytes.withUnsafeBytes { update($0) } }

    /// Takes more of the message.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        var tail = tail
        tail.take(bytes) { compress($0, count: $1) }
        self.tail = tail
    }

    /// Ends the message and gives its digest.
    package consuming func finish() -> [UInt8] {
        pad()
        return stateBytes
    }

    /// Ends the message; the state is its digest then.
    mutating func pad() {
        var tail = tail
        tail.pad { compress($0, count: $1) }
    }
}
