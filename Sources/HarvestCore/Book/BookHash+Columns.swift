extension BookHash {
    /// Whether a parsed book's own hash recomputes; `nil` when its bytes are not the document that was
    /// hashed, as in any other rendering or without a hash. Then ``verify(_:)`` of a ``BookSnapshot``
    /// decides.
    ///
    /// What the venue renders today is what it hashed, but for the hash itself: the bytes are hashed where
    /// they lie, and nothing is rendered or allocated.
    public static func matches(_ book: borrowing BookColumns) -> Bool? {
        guard book.isCompact, let start = book.document.baseAddress, let hash = book.hash.baseAddress else {
            return nil
        }
        let behind = hash + book.hash.count
        let digest = SHA1.state(
            of: UnsafeRawBufferPointer(start: start, count: hash - start),
            and: UnsafeRawBufferPointer(start: behind, count: start + book.document.count - behind))
        return digest.isWritten(as: book.hash)
    }
}
