internal import CZlib

/// Compresses a stream of bytes into one gzip member, the same bytes for the same input.
final class GzipDeflater {
    private let stream: UnsafeMutablePointer<z_stream>
    private var buffer = [UInt8](repeating: 0, count: 64 * 1_024)

    /// The largest window, and 16 for a gzip header instead of zlib's own.
    private static let gzipWindow: Int32 = 15 + 16

    init() throws(StoreError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard harvest_deflate_init(stream, Z_DEFAULT_COMPRESSION, Self.gzipWindow) == Z_OK else {
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

    /// Ends the member and gives the rest.
    func finish() throws(StoreError) -> [UInt8] { try run([], flush: Z_FINISH) }

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
