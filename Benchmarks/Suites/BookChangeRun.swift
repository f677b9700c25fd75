internal import HarvestCore

/// A market's two books and the changes that come for them in turn, each with the hash it leads to.
///
/// The first book's changes are at the even places, the second's at the odd ones, as the elements of the
/// stream's messages are.
struct BookChangeRun: Sendable {
    private let starts: [BookSnapshot]
    private let changes: [BookChange]
    /// Prices, sizes and hashes of the changes, one after the other.
    private let texts: [UInt8]
    /// The book after each change, as plain values with its hash.
    private let snapshots: [BookSnapshot]

    init(changeCount: Int, seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var books = (0...1).map { BookLevels(token: $0, levelCount: 40, using: &generator) }
        starts = books.map { $0.snapshot() }
        var (changes, snapshots, texts) = ([BookChange](), [BookSnapshot](), [UInt8]())
        for index in 0..<changeCount {
            let change = books[index % 2].change(into: &texts, using: &generator)
            var snapshot = books[index % 2].snapshot()
            snapshot.hash = String(decoding: texts[change.hash], as: UTF8.self)
            changes.append(change)
            snapshots.append(snapshot)
        }
        (self.changes, self.snapshots, self.texts) = (changes, snapshots, texts)
    }

    /// Changes whose hash holds when each book is checked by itself.
    func verified(by path: SHA1Path) -> Int {
        var first = book(0, path)
        var second = book(1, path)
        return texts.withUnsafeBytes { texts in
            var count = 0
            for index in changes.indices {
                let change = changes[index]
                let hash = UnsafeRawBufferPointer(rebasing: texts[change.hash])
                if index.isMultiple(of: 2) {
                    Self.apply(change, texts, to: &first)
                    count += first.matches(hash) ? 1 : 0
                } else {
                    Self.apply(change, texts, to: &second)
                    count += second.matches(hash) ? 1 : 0
                }
            }
            return count
        }
    }

    /// Changes whose hash holds when both books are checked together; one left over is not checked.
    func verifiedInPairs(by path: SHA1Path) -> Int {
        var first = book(0, path)
        var second = book(1, path)
        return texts.withUnsafeBytes { texts in
            var count = 0
            for index in stride(from: 1, to: changes.count, by: 2) {
                let (change, other) = (changes[index - 1], changes[index])
                Self.apply(change, texts, to: &first)
                Self.apply(other, texts, to: &second)
                let matches = HashedBook.match(
                    &first, UnsafeRawBufferPointer(rebasing: texts[change.hash]), &second,
                    UnsafeRawBufferPointer(rebasing: texts[other.hash]))
                count += (matches.first ? 1 : 0) + (matches.second ? 1 : 0)
            }
            return count + changes.count % 2
        }
    }

    /// Changes whose hash holds when the whole document is written for each.
    func verifiedAnew() -> Int { snapshots.count { BookHash.verify($0) == .lastTrade } }

    private func book(_ index: Int, _ path: SHA1Path) -> HashedBook {
        var book = HashedBook(by: path)
        // What cannot be loaded verifies nothing, which shows as disagreement.
        _ = book.load(starts[index])
        return book
    }

    @inline(__always)
    private static func apply(
        _ change: BookChange, _ texts: UnsafeRawBufferPointer, to book: inout HashedBook
    ) {
        book.setTimestamp(milliseconds: change.milliseconds)
        book.apply(
            change.side, price: change.price,
            priceText: UnsafeRawBufferPointer(rebasing: texts[change.priceText]),
            sizeText: UnsafeRawBufferPointer(rebasing: texts[change.sizeText]), isRemoval: change.isRemoval)
    }
}
