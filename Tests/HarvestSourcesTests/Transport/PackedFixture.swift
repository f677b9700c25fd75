internal import CZlib

/// Packs bodies for the tests of the transport, as a server would.
enum PackedFixture {
    /// One gzip member.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] { pack(bytes, windowBits: 15 + 16) }

    /// One zlib stream, HTTP's `deflate`.
    static func zlib(_ bytes: [UInt8]) -> [UInt8] { pack(bytes, windowBits: 15) }

    /// So many MiB of zeros in gzip members of 16 MiB each.
    static func bomb(mebibytes count: Int) -> [UInt8] {
        let member = gzip([UInt8](repeating: 0, count: 16 << 20))
        return (0..<count / 16).flatMap { _ in member }
    }

    /// Bytes that do not pack well.
    static func noise(_ count: Int, seed: UInt64 = 7) -> [UInt8] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }

    private static func pack(_ bytes: [UInt8], windowBits: Int32) -> [UInt8] {
        var input = bytes
        var stream = z_stream()
        guard harvest_deflate_init(&stream, 9, windowBits) == Z_OK else { return [] }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))))
        let length = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                stream.next_in = from.baseAddress
                stream.avail_in = uInt(from.count)
                stream.next_out = to.baseAddress
                stream.avail_out = uInt(to.count)
                deflate(&stream, Z_FINISH)
                return to.count - Int(stream.avail_out)
            }
        }
        return Array(output[..<length])
    }
}
