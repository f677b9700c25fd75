/// Keccak-256 with the original padding, the hash of the chain the venue settles on.
///
/// Condition ids are Keccak hashes of oracle, question and outcome count; a simulator whose ids did not keep
/// that rule could not be told from a broken decoder. It hashes short public texts and nothing secret.
package enum Keccak256 {
    /// The hash of a whole message, 32 bytes.
    package static func digest(of message: [UInt8]) -> [UInt8] {
        var state = [UInt64](repeating: 0, count: 25)
        var offset = 0
        while message.count - offset >= rate {
            absorb(message[offset..<offset + rate], into: &state)
            offset += rate
        }
        var last = Array(message[offset...])
        last.append(0x01)
        last.append(contentsOf: repeatElement(0, count: rate - last.count))
        last[rate - 1] |= 0x80
        absorb(last[...], into: &state)
        return (0..<32).map { UInt8(truncatingIfNeeded: state[$0 >> 3] >> UInt64(8 * ($0 & 7))) }
    }

    /// Bytes taken per permutation.
    private static let rate = 136

    private static let roundConstants: [UInt64] = [
        0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000,
        0x0000_0000_0000_808B, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
        0x0000_0000_0000_008A, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000A,
        0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
        0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800A, 0x8000_0000_8000_000A,
        0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ]

    /// Rotation of each lane on the walk of rho and pi, and where the walk goes.
    private static let rotations: [UInt64] = [
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44,
    ]
    private static let walk = [
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1,
    ]

    private static func absorb(_ block: ArraySlice<UInt8>, into state: inout [UInt64]) {
        var index = 0
        for byte in block {
            state[index >> 3] ^= UInt64(byte) << UInt64(8 * (index & 7))
            index += 1
        }
        state.withUnsafeMutableBufferPointer { lanes in
            for constant in roundConstants { permute(lanes, constant) }
        }
    }

    /// One round: theta, rho and pi, chi, iota.
    private static func permute(_ lanes: UnsafeMutableBufferPointer<UInt64>, _ constant: UInt64) {
        theta(lanes)
        var moving = lanes[1]
        for step in 0..<24 {
            let target = walk[step]
            let held = lanes[target]
            lanes[target] = rotate(moving, by: rotations[step])
            moving = held
        }
        for row in stride(from: 0, to: 25, by: 5) {
            let (a, b, c, d, e) = (lanes[row], lanes[row + 1], lanes[row + 2], lanes[row + 3], lanes[row + 4])
            lanes[row] = a ^ (~b & c)
            lanes[row + 1] = b ^ (~c & d)
            lanes[row + 2] = c ^ (~d & e)
            lanes[row + 3] = d ^ (~e & a)
            lanes[row + 4] = e ^ (~a & b)
        }
        lanes[0] ^= constant
    }

    private static func theta(_ lanes: UnsafeMutableBufferPointer<UInt64>) {
        let c0 = lanes[0] ^ lanes[5] ^ lanes[10] ^ lanes[15] ^ lanes[20]
        let c1 = lanes[1] ^ lanes[6] ^ lanes[11] ^ lanes[16] ^ lanes[21]
        let c2 = lanes[2] ^ lanes[7] ^ lanes[12] ^ lanes[17] ^ lanes[22]
        let c3 = lanes[3] ^ lanes[8] ^ lanes[13] ^ lanes[18] ^ lanes[23]
        let c4 = lanes[4] ^ lanes[9] ^ lanes[14] ^ lanes[19] ^ lanes[24]
        let (d0, d1) = (c4 ^ rotate(c1, by: 1), c0 ^ rotate(c2, by: 1))
        let (d2, d3, d4) = (c1 ^ rotate(c3, by: 1), c2 ^ rotate(c4, by: 1), c3 ^ rotate(c0, by: 1))
        for row in stride(from: 0, to: 25, by: 5) {
            lanes[row] ^= d0
            lanes[row + 1] ^= d1
            lanes[row + 2] ^= d2
            lanes[row + 3] ^= d3
            lanes[row + 4] ^= d4
        }
    }

    private static func rotate(_ lane: UInt64, by count: UInt64) -> UInt64 {
        lane << count | lane >> (64 - count)
    }
}
