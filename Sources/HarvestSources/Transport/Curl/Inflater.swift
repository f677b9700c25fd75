internal import CZlib

/// Undoes gzip or zlib piece by piece: the door to zlib.
///
/// Several gzip members one after the other are one body, as RFC 1952 has it; anything else behind the end is
/// corrupt. It counts nothing itself: the sink sees each piece and may stop.
final class Inflater {
    /// What became of the input.
    enum Outcome {
        /// It was taken; more may come.
        case taken
        /// It is no such stream.
        case corrupt
        /// The sink stopped it.
        case stopped
    }

    private static let pieceBytes = 64 << 10

    // zlib keeps a pointer back to the stream, which must therefore never move: it has its own memory, freed
    // in deinit, and is touched only by methods of this object, which one thread owns.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let piece = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: pieceBytes)
    private let allowsMembers: Bool
    private let isUsable: Bool
    /// Whether the stream has reached its end and nothing came behind it.
    private(set) var isAtEnd = false

    /// Starts a stream of gzip members, or of one zlib stream.
    init(isGzip: Bool) {
        stream.initialize(to: z_stream())
        allowsMembers = isGzip
        // 15 is the largest window; 16 more asks for gzip's frame and checksum instead of zlib's.
        isUsable = harvest_inflate_init(stream, isGzip ? 15 + 16 : 15) == Z_OK
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        piece.deallocate()
    }

    /// Inflates input; `sink` gets each piece with the number of input bytes used so far, and answers whether
    /// to go on. The piece is gone when it returns.
    func push(
        _ input: UnsafeBufferPointer<UInt8>, _ sink: (UnsafeBufferPointer<UInt8>, Int) -> Bool
    ) -> Outcome {
        guard isUsable else { return .corrupt }
        // zlib only reads from here and forgets it below, before the caller's buffer goes.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = uInt(input.count)
        defer { stream.pointee.next_in = nil }
        while true {
            if isAtEnd {
                if stream.pointee.avail_in == 0 { return .taken }
                guard allowsMembers, inflateReset(stream) == Z_OK else { return .corrupt }
                isAtEnd = false
            }
            let result = inflatePiece()
            isAtEnd = result == Z_STREAM_END
            // Z_BUF_ERROR says only that there was nothing to do with what is there.
            guard result == Z_OK || isAtEnd || result == Z_BUF_ERROR else { return .corrupt }
            let produced = Self.pieceBytes - Int(stream.pointee.avail_out)
            let used = input.count - Int(stream.pointee.avail_in)
            if produced > 0, !sink(UnsafeBufferPointer(rebasing: piece[..<produced]), used) {
                return .stopped
            }
            if !isAtEnd, stream.pointee.avail_out > 0 { return .taken }
        }
    }

    private func inflatePiece() -> Int32 {
        stream.pointee.next_out = piece.baseAddress
        stream.pointee.avail_out = uInt(Self.pieceBytes)
        return inflate(stream, Z_NO_FLUSH)
    }
}
