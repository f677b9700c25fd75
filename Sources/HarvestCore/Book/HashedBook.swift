/// One followed book as the very document the venue hashes, changed in place and hashed from the first
/// changed byte on.
///
/// For whoever verifies every message of a stream: a change exchanges the text of one level, and `matches`
/// computes SHA-1 from the first block that is not what it was. Texts go in as they came; a level is known by
/// its price, not by how it is written. Once its memory has grown to the book's size nothing allocates. It
/// keeps no numbers beside the prices: bands and tops are the business of other books.
///
/// Texts are slices of the message without quotes, with escapes as they came, and are copied.
public struct HashedBook: ~Copyable, Sendable {
    /// What a change did to the book.
    public enum Change: Hashable, Sendable {
        /// There was no level at the price, and now there is.
        case inserted
        /// The level's text is another one now.
        case replaced
        /// The level was there to the letter.
        case unchanged
        /// The level is gone.
        case removed
        /// There was no level to remove.
        case absent
        /// No snapshot came before it.
        case ignored
    }

    /// The form of the document, which stays the same for the life of this book.
    public let era: BookHash.Era
    /// Whether there is a whole book.
    public internal(set) var isLoaded = false

    var document = SplicedText(capacity: 4_096)
    var chain: HashChain
    var bids = LevelPlaces(.bid)
    var asks = LevelPlaces(.ask)
    var facts = HashedFacts()
    /// Where a text is put together before it goes into the document.
    var scratch = SplicedText()
    /// Where the time stands in the document; empty in the era without.
    var timestampRange = 0..<0
    /// Whether a snapshot is being taken.
    var isOpen = false
    /// While a snapshot is taken: whether its levels came in the document's order so far.
    var isInOrder = true
    /// While a snapshot is taken: whether an ask was there.
    var isPastBids = false

    /// Makes an empty book that hashes as an era did, the newest unless told; `load` or `begin` fills it.
    public init(era: BookHash.Era = .lastTrade) { self.init(era: era, by: .best) }

    /// Makes an empty book that hashes by a path of its own.
    package init(era: BookHash.Era = .lastTrade, by path: SHA1Path) {
        self.era = era
        chain = HashChain(by: path)
    }
}
