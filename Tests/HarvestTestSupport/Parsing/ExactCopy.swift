/// Bytes in a heap block of exactly their length, so that the address sanitizer sees any look beyond them.
public struct ExactCopy: ~Copyable {
    /// The bytes; may be changed.
    public let bytes: UnsafeMutableRawBufferPointer

    /// Copies bytes, with more behind them when asked for.
    public init(_ source: some Collection<UInt8>, followedBy more: [UInt8] = []) {
        bytes = .allocate(byteCount: source.count + more.count, alignment: 1)
        bytes.copyBytes(from: source)
        UnsafeMutableRawBufferPointer(rebasing: bytes[source.count...]).copyBytes(from: more)
    }

    deinit { bytes.deallocate() }

    /// The bytes for a reader.
    public var view: UnsafeRawBufferPointer { UnsafeRawBufferPointer(bytes) }
}
