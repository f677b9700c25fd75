extension HashedBook {
    /// The hash of the book in lower-case hexadecimal; `nil` when there is no book.
    public mutating func digest() -> String? { isLoaded ? state().hexadecimal : nil }

    /// Whether this is the book's hash, 40 digits in lower-case hexadecimal; `false` when there is no book.
    public mutating func matches(_ hash: UnsafeRawBufferPointer) -> Bool {
        isLoaded && state().isWritten(as: hash)
    }

    /// Whether these are the hashes of two books, hashed side by side.
    ///
    /// A message of the stream changes both tokens of a market, and with the processor's instructions two
    /// books are hashed in little more time than one.
    public static func match(
        _ first: inout HashedBook, _ firstHash: UnsafeRawBufferPointer, _ second: inout HashedBook,
        _ secondHash: UnsafeRawBufferPointer
    ) -> (first: Bool, second: Bool) {
        guard first.isLoaded, second.isLoaded else {
            return (first.matches(firstHash), second.matches(secondHash))
        }
        let states = HashChain.digests(
            &first.chain, of: &first.document, &second.chain, of: &second.document)
        return (states.0.isWritten(as: firstHash), states.1.isWritten(as: secondHash))
    }

    /// The document as it stands, with an empty hash in it.
    package var text: String {
        document.withBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// Blocks of the document that the next digest does not hash again.
    package var provenBlockCount: Int { chain.provenCount }

    private mutating func state() -> SHA1State { chain.digest(of: &document) }
}
