/// Text in one piece of memory, of which parts are exchanged in place.
///
/// Behind the text there is always room for the padding that SHA-1 wants, so that it can be hashed where it
/// lies. The memory grows and never shrinks: once it has its size, nothing here allocates.
struct SplicedText: Sendable {
    /// Bytes of the text.
    private(set) var count = 0
    /// The text, and room behind it.
    private var storage: [UInt8]

    /// Room behind the text: padding takes at most 72 bytes, filled up to a whole block.
    private static let spare = 2 * SHA1State.blockByteCount

    init(capacity: Int = 128) { storage = [UInt8](repeating: 0, count: capacity + Self.spare) }

    /// Takes the text away and keeps its memory.
    mutating func clear() { count = 0 }

    /// Adds bytes.
    @inline(__always)
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        reserve(bytes.count)
        storage.withUnsafeMutableBytes { text in
            UnsafeMutableRawBufferPointer(rebasing: text[count...]).copyMemory(from: bytes)
        }
        count += bytes.count
    }

    /// Adds text of the program's own.
    @inline(__always)
    mutating func append(_ text: StaticString) {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Adds a level as it came, texts without their quotes.
    mutating func append(level price: UnsafeRawBufferPointer, _ size: UnsafeRawBufferPointer) {
        let (opening, middle, closing): (StaticString, StaticString, StaticString) =
            ("{\"price\":\"", "\",\"size\":\"", "\"}")
        let byteCount = 22 + price.count + size.count
        reserve(byteCount)
        storage.withUnsafeMutableBytes { text in
            guard let start = text.baseAddress else { return }
            let priceStart = start + count + 10
            let sizeStart = priceStart + price.count + 10
            (start + count).copyMemory(from: opening.utf8Start, byteCount: 10)
            (priceStart + price.count).copyMemory(from: middle.utf8Start, byteCount: 10)
            (sizeStart + size.count).copyMemory(from: closing.utf8Start, byteCount: 2)
            price.baseAddress.map { priceStart.copyMemory(from: $0, byteCount: price.count) }
            size.baseAddress.map { sizeStart.copyMemory(from: $0, byteCount: size.count) }
        }
        count += byteCount
    }

    /// Exchanges a part for a part of another text. Gives the offset of the first byte that is another one
    /// than before, counting bytes that are only in another place; `nil` when all are the same.
    mutating func replace(
        _ range: Range<Int>, with other: borrowing SplicedText, _ part: Range<Int>
    ) -> Int? {
        other.storage.withUnsafeBytes { replace(range, with: UnsafeRawBufferPointer(rebasing: $0[part])) }
    }

    /// Exchanges a part for bytes that lie elsewhere.
    mutating func replace(_ range: Range<Int>, with bytes: UnsafeRawBufferPointer) -> Int? {
        precondition(range.upperBound <= count, "the part ends behind the text")
        let growth = bytes.count - range.count
        reserve(growth)
        let tailCount = count - range.upperBound
        let same = storage.withUnsafeMutableBytes { text in
            let changed = UnsafeMutableRawBufferPointer(rebasing: text[range.lowerBound...])
            let same = Self.sameCount(UnsafeRawBufferPointer(changed), bytes, min(range.count, bytes.count))
            if growth != 0, tailCount > 0 {
                let tail = UnsafeRawBufferPointer(rebasing: text[range.upperBound...].prefix(tailCount))
                UnsafeMutableRawBufferPointer(rebasing: changed[bytes.count...]).copyMemory(from: tail)
            }
            UnsafeMutableRawBufferPointer(rebasing: changed[same...])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[same...]))
            return same
        }
        count += growth
        return growth == 0 && same == bytes.count ? nil : range.lowerBound + same
    }

    /// The text as it lies.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        storage.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }

    /// Writes SHA-1's padding behind the text (FIPS 180-4, 5.1.1) and lends both, a whole number of blocks.
    mutating func withPadding<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let blockByteCount = SHA1State.blockByteCount
        let padded = (count + 9 + blockByteCount - 1) / blockByteCount * blockByteCount
        return storage.withUnsafeMutableBytes { text in
            let padding = UnsafeMutableRawBufferPointer(rebasing: text[count..<padded])
            padding.initializeMemory(as: UInt8.self, repeating: 0)
            padding[0] = 0x80
            text.storeBytes(of: UInt64(8 * count).bigEndian, toByteOffset: padded - 8, as: UInt64.self)
            return body(UnsafeRawBufferPointer(rebasing: text[..<padded]))
        }
    }

    @inline(__always)
    private mutating func reserve(_ more: Int) {
        let missing = count + more + Self.spare - storage.count
        if missing > 0 { grow(by: missing) }
    }

    @inline(never)
    private mutating func grow(by missing: Int) {
        storage.append(contentsOf: repeatElement(0, count: max(missing, storage.count)))
    }

    /// How many bytes two texts have in common from their beginning on.
    private static func sameCount(
        _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer, _ limit: Int
    ) -> Int {
        var same = 0
        while same + 8 <= limit {
            let difference =
                left.loadUnaligned(fromByteOffset: same, as: UInt64.self).littleEndian
                ^ right.loadUnaligned(fromByteOffset: same, as: UInt64.self).littleEndian
            if difference != 0 { return same + difference.trailingZeroBitCount / 8 }
            same += 8
        }
        while same < limit, left[same] == right[same] { same += 1 }
        return same
    }
}
