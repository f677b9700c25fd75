internal import HarvestCore

/// A market's two books and the changes that come for them in turn, each with the hash it leads to.
///
/// The first book's changes are at the even places, the second's at the odd ones, as the elements of the
/// stream's messages are.
struct BookChangeRun: Sendable {
    private let starts: [BookSnapshot]
    private let changes: [BookChange]
    /// The book after each change, as plain values with its hash.
    private let snapshots: [BookSnapshot]

    init(changeCount: Int, seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var books = (0...1).map { BookLevels(token: $0, levelCount: 40, using: &generator) }
        starts = books.map { $0.snapshot() }
        var (changes, snapshots) = ([BookChange](), [BookSnapshot]())
        for index in 0..<changeCount {
            var change = books[index % 2].change(using: &generator)
            var snapshot = books[index % 2].snapshot()
            snapshot.hash = BookHash.digest(of: snapshot, era: .lastTrade)
            change.hash = Array((snapshot.hash ?? "").utf8)
            changes.append(change)
            snapshots.append(snapshot)
        }
        (self.changes, self.snapshots) = (changes, snapshots)
    }

    /// Changes whose hash holds when each book is checked by itself.
    func verified(by path: SHA1Path) -> Int {
        var (count, index) = (0, 0)
        var first = book(0, path)
        var second = book(1, path)
        while index < changes.count {
            let isEven = index.isMultiple(of: 2)
            let change = changes[index]
            if isEven { Self.apply(change, to: &first) } else { Self.apply(change, to: &second) }
            count += change.hash.withUnsafeBytes { isEven ? first.matches($0) : second.matches($0) } ? 1 : 0
            index += 1
        }
        return count
    }

    /// Changes whose hash holds when both books are checked together.
    func verifiedInPairs(by path: SHA1Path) -> Int {
        var count = 0
        var first = book(0, path)
        var second = book(1, path)
        for index in stride(from: 0, to: changes.count, by: 2) {
            Self.apply(changes[index], to: &first)
            guard index + 1 < changes.count else {
                return count + (changes[index].hash.withUnsafeBytes { first.matches($0) } ? 1 : 0)
            }
            Self.apply(changes[index + 1], to: &second)
            let matches = changes[index].hash.withUnsafeBytes { firstHash in
                changes[index + 1].hash.withUnsafeBytes {
                    HashedBook.match(&first, firstHash, &second, $0)
                }
            }
            count += (matches.first ? 1 : 0) + (matches.second ? 1 : 0)
        }
        return count
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
    private static func apply(_ change: BookChange, to book: inout HashedBook) {
        book.setTimestamp(milliseconds: change.milliseconds)
        change.priceText.withUnsafeBytes { priceText in
            change.sizeText.withUnsafeBytes { sizeText in
                _ = book.apply(
                    change.side, price: change.price, priceText: priceText, sizeText: sizeText,
                    isRemoval: change.isRemoval)
            }
        }
    }
}
