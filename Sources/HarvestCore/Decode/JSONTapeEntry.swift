/// One value or key of a document: where its bytes are and where the next one starts.
struct JSONTapeEntry: Sendable {
    /// Offset of the first byte; for text the opening quote.
    var start: UInt32
    /// Offset after the last byte; for text after the closing quote.
    var end: UInt32
    /// Index of the entry after this one and everything in it.
    var next: UInt32
    /// Children of an array, members of an object, and for a key the hash of its text.
    var count: UInt32
    /// What it is.
    var kind: JSONKind
    /// Whether the text holds escapes and must be unescaped to be read.
    var hasEscapes: Bool
}
