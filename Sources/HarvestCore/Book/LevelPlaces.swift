/// Where the levels of one side stand in a book's document, by price.
///
/// Two flat columns: the prices in the document's order and the offsets of the levels' texts, counted from
/// the first, so that a change on the other side moves nothing here but `open`.
struct LevelPlaces: Sendable {
    /// Offset of the first level's text, or where it would be, in the document.
    var open = 0
    /// Bytes of all levels' texts with the commas between them.
    private(set) var byteCount = 0
    /// Prices, turned round for asks so that both sides ascend.
    private var keys: [UInt32] = []
    /// Offsets of the texts from `open`.
    private var starts: [UInt32] = []
    private let turn: UInt32

    init(_ side: Side) { turn = side == .bid ? 0 : .max }

    /// Levels of the side.
    var count: Int { keys.count }

    /// Offset behind the last level's text in the document.
    var end: Int { open + byteCount }

    /// Forgets the levels and keeps the memory.
    mutating func clear(open: Int) {
        self.open = open
        byteCount = 0
        keys.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
    }

    /// Notes a level that was put behind the others in a document that ends there. `false` when its price
    /// does not follow theirs.
    mutating func note(_ price: UInt32, start: Int, end: Int) -> Bool {
        let key = price ^ turn
        if let last = keys.last, last >= key { return false }
        keys.append(key)
        starts.append(UInt32(truncatingIfNeeded: start - open))
        byteCount = end - open
        return true
    }

    /// Puts a level's text into the document, in place of the one with this price or between its neighbours.
    /// The text comes with a comma before and behind it. Also gives the first changed offset.
    mutating func set(
        _ price: UInt32, to text: borrowing SplicedText, in document: inout SplicedText
    ) -> (HashedBook.Change, offset: Int?) {
        let key = price ^ turn
        let place = place(of: key)
        guard place < keys.count, keys[place] == key else {
            return (.inserted, insert(key, at: place, text, &document))
        }
        let range = range(of: place)
        let textCount = text.count - 2
        let offset = document.replace(range, with: text, 1..<(1 + textCount))
        shift(from: place + 1, by: textCount - range.count)
        return (offset == nil ? .unchanged : .replaced, offset)
    }

    /// Takes a level and one comma out of the document.
    mutating func remove(
        _ price: UInt32, from document: inout SplicedText
    ) -> (HashedBook.Change, offset: Int?) {
        let key = price ^ turn
        let place = place(of: key)
        guard place < keys.count, keys[place] == key else { return (.absent, nil) }
        var range = range(of: place)
        if place + 1 < keys.count {
            range = range.lowerBound..<(range.upperBound + 1)
        } else if place > 0 {
            range = (range.lowerBound - 1)..<range.upperBound
        }
        let offset = document.replace(range, with: UnsafeRawBufferPointer(start: nil, count: 0))
        keys.remove(at: place)
        starts.remove(at: place)
        shift(from: place, by: -range.count)
        return (.removed, offset)
    }

    private mutating func insert(
        _ key: UInt32, at place: Int, _ text: borrowing SplicedText, _ document: inout SplicedText
    ) -> Int? {
        let isLast = place == keys.count
        let part = (isLast && place > 0 ? 0 : 1)..<(isLast ? text.count - 1 : text.count)
        let start = isLast ? byteCount : Int(starts[place])
        let offset = document.replace(open + start..<open + start, with: text, part)
        keys.insert(key, at: place)
        starts.insert(UInt32(truncatingIfNeeded: isLast && place > 0 ? start + 1 : start), at: place)
        shift(from: place + 1, by: part.count)
        return offset
    }

    /// The text of a level in the document, without commas.
    private func range(of place: Int) -> Range<Int> {
        let end = place + 1 < starts.count ? Int(starts[place + 1]) - 1 : byteCount
        return (open + Int(starts[place]))..<(open + end)
    }

    /// Moves the levels from a place on.
    private mutating func shift(from place: Int, by distance: Int) {
        byteCount += distance
        guard distance != 0 else { return }
        let moved = UInt32(truncatingIfNeeded: distance)
        starts.withUnsafeMutableBufferPointer { starts in
            for index in place..<starts.count { starts[index] &+= moved }
        }
    }

    /// The first place whose key is not below this one.
    private func place(of key: UInt32) -> Int {
        keys.withUnsafeBufferPointer { keys in
            var (low, length) = (0, keys.count)
            while length > 0 {
                let half = length / 2
                let isBelow = keys[low + half] < key
                low = isBelow ? low + half + 1 : low
                length = isBelow ? length - half - 1 : half
            }
            return low
        }
    }
}
