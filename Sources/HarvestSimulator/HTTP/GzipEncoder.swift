internal import CZlib

/// Packs bytes as one gzip stream.
enum GzipEncoder {
    /// The bytes, packed fast rather than small.
    static func packed(_ bytes: [UInt8]) -> [UInt8] { packed(repeating: bytes, count: 1) }

    /// One stream that unpacks to `block` so many times over.
    static func packed(repeating block: [UInt8], count: Int) -> [UInt8] {
        var stream = z_stream()
        // 15 bits of window, and 16 more ask for the gzip wrapper.
        let status = deflateInit2_(
            &stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib could not be set up")
        defer { deflateEnd(&stream) }
        var packed: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 64 * 1_024)
        var input = block
        for round in 0..<max(count, 1) {
            let flush = round >= count - 1 ? Z_FINISH : Z_NO_FLUSH
            input.withUnsafeMutableBufferPointer { input in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                repeat {
                    room.withUnsafeMutableBufferPointer { room in
                        stream.next_out = room.baseAddress
                        stream.avail_out = UInt32(room.count)
                        deflate(&stream, flush)
                    }
                    packed += room[..<(room.count - Int(stream.avail_out))]
                } while stream.avail_out == 0
            }
        }
        return packed
    }
}
