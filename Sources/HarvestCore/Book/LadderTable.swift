/// The tokens of `LiveBooks`: from an id to a place in an array of records.
///
/// Open addressing: an entry is 32 bits of the id's hash and the slot, so that a miss and most collisions
/// never touch a record, and a hit is proven by comparing the whole id. Slots stay the same until their token
/// is removed.
///
/// The hash is of the last 16 bytes, because ids are evenly spread decimals of up to 78 digits. Ones that
/// share their ends are found nevertheless, by trying one after the other: a look-up among n of them takes n
/// steps, and making them all known n², which `LiveBooksLimits.mostTokens` bounds. The hash has no key, so
/// whoever could make ids up could cause that; the venue derives them by a cryptographic hash.
struct LadderTable: ~Copyable {
    private var entries: UnsafeMutablePointer<UInt64>
    private var entryBits: Int
    private var records: UnsafeMutableRawPointer
    private var capacity: Int
    private var vacant: [Int] = []
    /// One more than the highest slot ever used.
    private(set) var slotCount = 0

    /// Tokens in the table.
    var count: Int { slotCount - vacant.count }

    init(capacity: Int) {
        let wanted = max(16, capacity)
        entryBits = Int.bitWidth - (2 * wanted - 1).leadingZeroBitCount
        entries = Self.emptyEntries(1 << entryBits)
        self.capacity = wanted
        records = Self.emptyRecords(wanted)
    }

    deinit {
        for slot in 0..<slotCount { book(slot).block?.deallocate() }
        entries.deallocate()
        records.deallocate()
    }

    /// The record of a slot.
    @inline(__always) func book(_ slot: Int) -> LadderBook {
        LadderBook(records + slot &* LadderBook.byteCount)
    }

    /// The slot of a token; -1 when it is not in the table.
    @inline(__always) func slot(of token: UnsafeRawBufferPointer) -> Int {
        guard let start = token.baseAddress else { return -1 }
        let hash = Self.hash(start, token.count)
        var place = Int(truncatingIfNeeded: hash &>> UInt64(truncatingIfNeeded: 64 &- entryBits))
        while true {
            let entry = entries[place]
            if entry == 0 { return -1 }
            let slot = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) &- 1
            if Self.tag(hash) == entry &>> 32, book(slot).isToken(start, token.count) { return slot }
            place = (place &+ 1) & (1 &<< entryBits &- 1)
        }
    }

    /// Adds a token that is not in the table and gives its slot.
    mutating func add(_ token: UnsafeRawBufferPointer) -> Int {
        if (count + 1) * 2 > 1 << entryBits { growEntries() }
        let slot = vacant.popLast() ?? slotCount
        if slot == slotCount {
            if slotCount == capacity { growRecords() }
            slotCount += 1
        }
        let book = book(slot)
        book.record.initializeMemory(as: UInt8.self, repeating: 0, count: LadderBook.byteCount)
        book.record.copyMemory(from: token.baseAddress.unsafelyUnwrapped, byteCount: token.count)
        book.tokenLength = token.count
        insert(slot)
        return slot
    }

    /// Forgets a token; its levels must have been given back.
    mutating func remove(_ slot: Int) {
        let mask = 1 << entryBits - 1
        var hole = place(of: slot)
        var next = (hole + 1) & mask
        // Entries behind the hole move up when their chain would otherwise be cut.
        while entries[next] != 0 {
            let home = home(Int(entries[next] & 0xFFFF_FFFF) - 1)
            if (next - home) & mask >= (next - hole) & mask {
                entries[hole] = entries[next]
                hole = next
            }
            next = (next + 1) & mask
        }
        entries[hole] = 0
        book(slot).record.initializeMemory(as: UInt8.self, repeating: 0, count: LadderBook.byteCount)
        vacant.append(slot)
    }

    private func place(of slot: Int) -> Int {
        var place = home(slot)
        while Int(entries[place] & 0xFFFF_FFFF) - 1 != slot { place = (place + 1) & (1 << entryBits - 1) }
        return place
    }

    /// Where a slot's entry would stand in an empty table.
    private func home(_ slot: Int) -> Int {
        Int(Self.hash(book(slot).record, book(slot).tokenLength) >> UInt64(64 - entryBits))
    }

    private func insert(_ slot: Int) {
        var place = home(slot)
        while entries[place] != 0 { place = (place + 1) & (1 << entryBits - 1) }
        let hash = Self.hash(book(slot).record, book(slot).tokenLength)
        entries[place] = Self.tag(hash) << 32 | UInt64(slot + 1)
    }

    private mutating func growEntries() {
        entries.deallocate()
        entryBits += 1
        entries = Self.emptyEntries(1 << entryBits)
        for slot in 0..<slotCount where book(slot).tokenLength > 0 { insert(slot) }
    }

    private mutating func growRecords() {
        let larger = Self.emptyRecords(capacity * 2)
        larger.copyMemory(from: records, byteCount: slotCount * LadderBook.byteCount)
        records.deallocate()
        records = larger
        capacity *= 2
    }

    private static func emptyEntries(_ count: Int) -> UnsafeMutablePointer<UInt64> {
        let entries = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
        entries.initialize(repeating: 0, count: count)
        return entries
    }

    private static func emptyRecords(_ count: Int) -> UnsafeMutableRawPointer {
        let byteCount = count * LadderBook.byteCount
        let records = UnsafeMutableRawPointer.allocate(
            byteCount: byteCount, alignment: LadderBook.byteCount)
        records.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
        return records
    }

    @inline(__always) private static func tag(_ hash: UInt64) -> UInt64 { (hash &>> 8) & 0xFFFF_FFFF }

    /// The last 16 bytes, mixed. A digit has its four bits in the lower half of its byte, so one word is
    /// shifted into the other's gaps.
    @inline(__always) private static func hash(_ token: UnsafeRawPointer, _ length: Int) -> UInt64 {
        guard length >= 16 else { return shortHash(token, length) }
        let first = token.loadUnaligned(fromByteOffset: length &- 16, as: UInt64.self)
        let last = token.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
        return mixed(first ^ (last &<< 4 | last &>> 60))
    }

    private static func shortHash(_ token: UnsafeRawPointer, _ length: Int) -> UInt64 {
        var word: UInt64 = 0
        for offset in 0..<length {
            word = mixed(word ^ UInt64(token.load(fromByteOffset: offset, as: UInt8.self)))
        }
        return word
    }

    @inline(__always) private static func mixed(_ word: UInt64) -> UInt64 {
        let product = word &* 0x9E37_79B9_7F4A_7C15
        return product ^ product &>> 32
    }
}
