extension Rejection {
    /// The longest excerpt kept, in bytes.
    static let excerptLength = 4_096

    /// The row for a payload that is of no use as a whole.
    package init(_ error: DecodeError, of frame: Frame) {
        self.init(error, bytes: frame.bytes[...], of: frame)
    }

    /// The row for an element of a payload.
    package init(_ error: DecodeError, bytes: ArraySlice<UInt8>, of frame: Frame) {
        let head = bytes.prefix(Self.excerptLength)
        self.init(
            id: Self.identity(of: bytes, code: error.code, endpoint: frame.endpoint),
            source: frame.endpoint.source, endpoint: frame.endpoint.name, code: error.code,
            message: error.description, byteOffset: error.byteOffset,
            // PostgreSQL keeps no zero bytes in text.
            excerpt: String(String(decoding: head, as: UTF8.self).map { $0 == "\0" ? "\u{FFFD}" : $0 }),
            payloadSHA256: Hexadecimal.text(of: SHA256.digest(of: bytes)), payloadByteCount: bytes.count,
            firstSeen: frame.receivedAt, lastSeen: frame.receivedAt, occurrences: 1)
    }

    /// The key of a reject: the same bytes for the same reason at the same place are one row.
    static func identity(
        of bytes: ArraySlice<UInt8>, code: String, endpoint: Endpoint
    ) -> String {
        var digest = SHA256()
        for part in [endpoint.source, endpoint.name, code] {
            digest.update(part.utf8)
            digest.update(CollectionOfOne<UInt8>(0))
        }
        digest.update(bytes)
        return Hexadecimal.text(of: digest.finish())
    }
}
