internal import CZlib
internal import Glibc

/// One segment's file, read piece by piece, its gzip members undone: the journal's door to zlib's inflate.
///
/// The file may grow while it is read: at its end the stream waits and goes on when there is more. It stops
/// at every deflate block, so that whoever mends a torn file knows where it may be cut.
final class MemberStream {
    /// What the next step brought.
    enum Piece {
        /// Bytes, or the way past a boundary.
        case bytes
        /// The end of a member, whose own check sum holds; bytes too.
        case memberEnd
        /// Nothing: the file ends here.
        case starved
        /// This is no gzip member, or a damaged one, or one that inflates without end.
        case corrupt
    }

    /// The end of a deflate block.
    struct Boundary: Hashable {
        /// Where the next byte of the file begins.
        let offset: Int
        /// Bits of the byte before it that the block did not use.
        let unusedBits: Int
        /// Bytes the member has given so far.
        let memberBytes: Int
        /// Their CRC-32.
        let check: UInt32
    }

    private static let pieceBytes = 64 << 10
    /// The first eight bytes of every member we write: no name, no time.
    private static let signature: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0]

    // zlib keeps a pointer back to the stream, which must therefore never move: it has its own memory, freed
    // in deinit with the buffers, and only methods of this object touch them, on one thread at a time.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: pieceBytes)
    private let output = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: pieceBytes)
    private let descriptor: Int32
    private var inputBytes = 0
    private var inputUsed = 0

    /// Where in the file the next byte for zlib is.
    private(set) var offset = 0
    /// Where the member begins that is read, or was read last.
    private(set) var memberStart = 0
    /// Bytes it has given so far.
    private(set) var memberBytes = 0
    /// Whether it has begun and not ended.
    private(set) var isInMember = false
    /// The last boundary of a block within it.
    private(set) var boundary: Boundary?
    /// Where the next member begins, once this one's last block was read; wrong when that was damaged.
    private var nextMember: Int?

    /// Opens a file; throws the fault when that fails.
    init(path: String) throws {
        descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        stream.initialize(to: z_stream())
        guard descriptor >= 0 else { throw DiskFault(operation: "open", code: errno) }
        guard harvest_inflate_init(stream, 15 + 16) == Z_OK else {
            throw DiskFault(operation: "inflateInit2", code: ENOMEM)
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
        output.deallocate()
        if descriptor >= 0 { close(descriptor) }
    }

    /// Takes one step and appends what it brings.
    func step(into bytes: inout [UInt8]) throws -> Piece {
        if inputUsed == inputBytes { try refill() }
        guard inputUsed < inputBytes else { return .starved }
        if !isInMember { beginMember() }
        let result = inflateStep(into: &bytes)
        guard memberBytes <= JournalLimits.memberBytes else { return .corrupt }
        switch result {
        case Z_STREAM_END:
            isInMember = false
            return .memberEnd
        case Z_OK, Z_BUF_ERROR:
            noteBoundary()
            return .bytes
        default: return .corrupt
        }
    }

    /// Goes to where the next member should begin; answers whether it looks as if it did.
    func seekNextMember() throws -> Bool {
        guard let place = nextMember else { return false }
        nextMember = nil
        move(to: place)
        try refill()
        return inputBytes >= Self.signature.count && isSignature(at: 0)
    }

    /// Goes to the first place from `start` on that looks like the beginning of one of our members; answers
    /// whether there is one.
    func seekMember(from start: Int) throws -> Bool {
        var start = start
        while true {
            move(to: start)
            try refill()
            guard inputBytes >= Self.signature.count else { return false }
            for index in 0...(inputBytes - Self.signature.count)
            where input[index] == 0x1F && isSignature(at: index) {
                move(to: start + index)
                return true
            }
            start += inputBytes - Self.signature.count + 1
        }
    }

    private func isSignature(at index: Int) -> Bool {
        Self.signature.indices.allSatisfy { input[index + $0] == Self.signature[$0] }
    }

    private func move(to place: Int) {
        offset = place
        (inputBytes, inputUsed) = (0, 0)
        isInMember = false
        memberBytes = 0
    }

    private func beginMember() {
        inflateReset(stream)
        memberStart = offset
        memberBytes = 0
        isInMember = true
        boundary = nil
        nextMember = nil
    }

    private func refill() throws {
        (inputBytes, inputUsed) = (0, 0)
        while true {
            let count = pread(descriptor, input.baseAddress, input.count, off_t(offset))
            if count >= 0 { return inputBytes = count }
            guard errno == EINTR else { throw DiskFault(operation: "read", code: errno) }
        }
    }

    private func inflateStep(into bytes: inout [UInt8]) -> Int32 {
        stream.pointee.next_in = input.baseAddress.map { $0 + inputUsed }
        stream.pointee.avail_in = uInt(inputBytes - inputUsed)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = uInt(output.count)
        let result = inflate(stream, Z_BLOCK)
        let used = inputBytes - Int(stream.pointee.avail_in) - inputUsed
        let produced = output.count - Int(stream.pointee.avail_out)
        inputUsed += used
        offset += used
        memberBytes += produced
        bytes.append(contentsOf: output[..<produced])
        return result
    }

    /// zlib says in `data_type` whether it stopped behind a block (128), whether that was the member's last
    /// (64), and how many bits of the last byte it has not used.
    private func noteBoundary() {
        let state = Int(stream.pointee.data_type)
        guard state & 128 != 0 else { return }
        guard state & 64 == 0 else {
            nextMember = offset + 8
            return
        }
        boundary = Boundary(
            offset: offset, unusedBits: state & 7, memberBytes: memberBytes,
            check: UInt32(truncatingIfNeeded: stream.pointee.adler))
    }
}
