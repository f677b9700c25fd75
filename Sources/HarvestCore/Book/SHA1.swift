/// SHA-1 (FIPS 180-4, 6.1.2): the venue signs its order books with it, and posts are compared by it.
package struct SHA1: MessageDigest {
    package var pending: [UInt8] = []
    package var byteCount: UInt64 = 0
    private var state: (UInt32, UInt32, UInt32, UInt32, UInt32) =
        (0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0)
    private var schedule = [UInt32](repeating: 0, count: 80)

    package init() {}

    package mutating func compress(_ message: Span<UInt8>, at offset: Int) {
        for index in 0..<16 { schedule[index] = message.word(at: offset + 4 * index) }
        for index in 16..<80 {
            let mixed =
                schedule[index - 3] ^ schedule[index - 8] ^ schedule[index - 14] ^ schedule[index - 16]
            schedule[index] = Self.rotate(mixed, by: 1)
        }
        var (a, b, c, d, e) = state
        for index in 0..<80 {
            let (choice, constant) = Self.round(index, b, c, d)
            let next = Self.rotate(a, by: 5) &+ choice &+ e &+ constant &+ schedule[index]
            (e, d, c, b, a) = (d, c, Self.rotate(b, by: 30), a, next)
        }
        state = (state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d, state.4 &+ e)
    }

    package var stateBytes: [UInt8] {
        [state.0, state.1, state.2, state.3, state.4].flatMap { word in
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
        }
    }

    private static func rotate(_ word: UInt32, by count: UInt32) -> UInt32 {
        word << count | word >> (32 - count)
    }

    private static func round(
        _ index: Int, _ b: UInt32, _ c: UInt32, _ d: UInt32
    ) -> (choice: UInt32, constant: UInt32) {
        switch index {
        case 0..<20: (b & c | ~b & d, 0x5A82_7999)
        case 20..<40: (b ^ c ^ d, 0x6ED9_EBA1)
        case 40..<60: (b & c | b & d | c & d, 0x8F1B_BCDC)
        default: (b ^ c ^ d, 0xCA62_C1D6)
        }
    }
}
