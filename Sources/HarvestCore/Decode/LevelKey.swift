/// The keys of a level.
enum LevelKey {
    case price, size, other

    /// Passes a key; the two that every level has are known by one word each.
    @inline(__always)
    init(_ cursor: inout WireCursor) throws(WireProblem) {
        if cursor.peek() == UInt8(ascii: "\""), cursor.left >= 8 {
            let word = cursor.place.eight(0)
            if word & 0x00FF_FFFF_FFFF_FFFF == 0x0022_6563_6972_7022 {  // "price"
                cursor.advance(7)
                self = .price
                return
            }
            if word & 0x0000_FFFF_FFFF_FFFF == 0x0000_2265_7A69_7322 {  // "size"
                cursor.advance(6)
                self = .size
                return
            }
        }
        let text = try cursor.text()
        self = text.says("price") ? .price : text.says("size") ? .size : .other
    }
}
