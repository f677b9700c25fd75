/// One token of `LiveBooks`: a record of 128 bytes, two cache lines that the processor fetches as a pair,
/// with the token's id and everything about its book but the levels. This is a view; `LadderTable` owns the
/// record.
///
/// The levels lie in one block: which prices are taken, a bit each, bids then asks; and their sizes, bids
/// then asks. A position is price ÷ tick for bids and its mirror image for asks, so that better is higher on
/// both sides and one routine serves both. Bit 0 is no price: it is always set, so that looking downwards for
/// the next best ends by itself, and finding it means that the side is empty.
///
/// Sizes are read only where the bit is set. So a snapshot clears the bits alone, and memory between the
/// levels is never touched.
struct LadderBook {
    /// Bytes of a record.
    static let byteCount = 128
    /// Longest token id, in bytes.
    static let longestToken = 96

    let record: UnsafeMutableRawPointer

    @inline(__always) init(_ record: UnsafeMutableRawPointer) { self.record = record }

    /// The levels' memory; `nil` before the first snapshot.
    @inline(__always) var block: UnsafeMutableRawPointer? {
        get { record.load(fromByteOffset: 96, as: UnsafeMutableRawPointer?.self) }
        nonmutating set {
            record.storeBytes(of: newValue, toByteOffset: 96, as: UnsafeMutableRawPointer?.self)
        }
    }

    /// Best position of bids, then of asks; 0 on an empty side.
    @inline(__always) var bests: UnsafeMutablePointer<UInt32> {
        (record + 104).assumingMemoryBound(to: UInt32.self)
    }

    /// The ladder's price step in millionths; 0 before anything is known of it.
    @inline(__always) var tick: UInt32 {
        get { record.load(fromByteOffset: 112, as: UInt32.self) }
        nonmutating set {
            record.storeBytes(of: newValue, toByteOffset: 112, as: UInt32.self)
            let reciprocal = newValue == 0 ? 0 : (1 << 31) / newValue + 1
            record.storeBytes(of: reciprocal, toByteOffset: 116, as: UInt32.self)
        }
    }

    /// 2³¹ ÷ tick, rounded up.
    @inline(__always) var reciprocal: UInt32 { record.load(fromByteOffset: 116, as: UInt32.self) }

    /// Positions of a side, a multiple of 64.
    @inline(__always) var limit: Int {
        get { Int(record.load(fromByteOffset: 120, as: UInt32.self)) }
        nonmutating set {
            record.storeBytes(of: UInt32(truncatingIfNeeded: newValue), toByteOffset: 120, as: UInt32.self)
        }
    }

    /// Bytes of the token's id; 0 in a record that is not in use.
    @inline(__always) var tokenLength: Int {
        get { Int(record.load(fromByteOffset: 124, as: UInt8.self)) }
        nonmutating set { record.storeBytes(of: UInt8(newValue), toByteOffset: 124, as: UInt8.self) }
    }

    /// 0 while a snapshot is awaited, 1 without doubt, else one more than the reason of the doubt.
    @inline(__always) var doubt: UInt8 {
        get { record.load(fromByteOffset: 125, as: UInt8.self) }
        nonmutating set { record.storeBytes(of: newValue, toByteOffset: 125, as: UInt8.self) }
    }

    /// Whether the venue named the tick, so that a price between its steps tells of a missed change.
    @inline(__always) var isTickAnnounced: Bool {
        get { record.load(fromByteOffset: 126, as: UInt8.self) != 0 }
        nonmutating set { record.storeBytes(of: newValue ? 1 : 0, toByteOffset: 126, as: UInt8.self) }
    }

    /// Whether there is a book at all.
    @inline(__always) var hasSnapshot: Bool { doubt != 0 }

    /// Notes a doubt; the first reason is kept, and a book that is not there cannot be doubted.
    func markStale(_ reason: BookState.StaleReason) {
        if doubt == 1 { doubt = reason.rawValue + 1 }
    }

    /// Price ÷ tick, meaningful only for multiples of the tick: k ticks give k for k up to a million, because
    /// the reciprocal's rounding adds less than k ÷ 2³¹.
    @inline(__always) func step(of price: UInt32) -> Int {
        Int(truncatingIfNeeded: (UInt64(price) &* UInt64(reciprocal)) &>> 31)
    }

    /// Whether a step is exactly that price: the price is on the ladder's grid.
    @inline(__always) func isExact(_ step: Int, for price: UInt32) -> Bool {
        UInt32(truncatingIfNeeded: step) &* tick == price
    }

    /// Whether the record is that of a token.
    @inline(__always) func isToken(_ token: UnsafeRawPointer, _ length: Int) -> Bool {
        guard tokenLength == length else { return false }
        return length >= 64 && length <= 80 ? isUsualToken(token, length) : isOtherToken(token, length)
    }

    @inline(__always) private func isUsualToken(_ token: UnsafeRawPointer, _ length: Int) -> Bool {
        let first = equal(token, 0) & equal(token, 16)
        let second = equal(token, 32) & equal(token, 48)
        return DigitLanes.isFull(first & second & equal(token, length &- 16))
    }

    /// FF in the lanes that are the same. Compared as bytes, not as words: of words the compiler makes a
    /// chain of ten branches.
    @inline(__always) private func equal(_ token: UnsafeRawPointer, _ offset: Int) -> SIMD16<UInt8> {
        unsafeBitCast(
            token.sixteen(offset) .== UnsafeRawPointer(record).sixteen(offset), to: SIMD16<UInt8>.self)
    }

    @inline(never) private func isOtherToken(_ token: UnsafeRawPointer, _ length: Int) -> Bool {
        for offset in 0..<length
        where token.load(fromByteOffset: offset, as: UInt8.self)
            != record.load(fromByteOffset: offset, as: UInt8.self)
        {
            return false
        }
        return true
    }
}
