internal import CZlib

/// Compresses a stream of bytes into gzip members, one after the other, the same bytes for the same input.
final class GzipDeflater {
    private let stream: UnsafeMutablePointer<z_stream>
    private var buffer = [UInt8](repeating: 0, count: 64 * 1_024)

    /// The largest window, and 16 for a gzip header instead of zlib's own.
    private static let gzipWindow: Int32 = 15 + 16

    /// Begins a member; `level` is zlib's, from 1 (fast) to 9 (small).
    init(level: Int = Int(Z_DEFAULT_COMPRESSION)) throws(StoreError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard harvest_deflate_init(stream, Int32(clamping: level), Self.gzipWindow) == Z_OK else {
            stream.deallocate()
            throw .exhausted("memory", cause: "deflateInit2")
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Takes bytes and gives those that are ready, often none.
    func compress(_ bytes: [UInt8]) throws(StoreError) -> [UInt8] { try run(bytes, flush: Z_NO_FLUSH) }

    /// Takes bytes and gives all that is needed to read them back, up to a whole byte.
    func flush(_ bytes: [UInt8]) throws(StoreError) -> [UInt8] { try run(bytes, flush: Z_SYNC_FLUSH) }

    /// Ends the member and gives the rest. What comes after it belongs to another member.
    func finish() throws(StoreError) -> [UInt8] {
        let rest = try run([], flush: Z_FINISH)
        deflateReset(stream)
        return rest
    }

    private func run(_ bytes: [UInt8], flush: Int32) throws(StoreError) -> [UInt8] {
        var input = bytes
        var output: [UInt8] = []
        let result = input.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(input.count)
            return drain(flush: flush, into: &output)
        }
        guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else {
            throw .failed("compressing", cause: "zlib \(result)")
        }
        return output
    }

    /// Calls zlib until it leaves room in the buffer: then it has nothing more to give.
    private func drain(flush: Int32, into output: inout [UInt8]) -> Int32 {
        while true {
            let (result, count) = buffer.withUnsafeMutableBufferPointer { buffer in
                stream.pointee.next_out = buffer.baseAddress
                stream.pointee.avail_out = UInt32(buffer.count)
                return (deflate(stream, flush), buffer.count - Int(stream.pointee.avail_out))
            }
            output += buffer[..<count]
            if count < buffer.count || result == Z_STREAM_END || result < 0 { return result }
        }
    }
}
