internal import Glibc

/// A corpus file in memory: each document in a slot of its own that begins on a cache line and ends with 128
/// bytes to spare, as the other programs lay it out.
struct PeerCorpus: ~Copyable {
    /// The documents, without line ends.
    let documents: UnsafeMutableBufferPointer<UnsafeRawBufferPointer>
    private let memory: UnsafeMutableRawPointer

    /// Reads a file of one document a line, at most `limit` of them.
    init(_ path: String, limit: Int? = nil) throws(PeerFailure) {
        let bytes = try Self.bytes(of: path)
        defer { bytes.deallocate() }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let kept = lines.dropLast().prefix(limit ?? .max)
        let size = kept.reduce(0) { $0 + Self.slotSize($1.count) }
        memory = .allocate(byteCount: max(size, 64), alignment: 64)
        memset(memory, 0, size)
        documents = .allocate(capacity: kept.count)
        var offset = 0
        for (index, line) in kept.enumerated() {
            let slot = UnsafeMutableRawBufferPointer(start: memory + offset, count: line.count)
            slot.copyBytes(from: line)
            documents.initializeElement(at: index, to: UnsafeRawBufferPointer(slot))
            offset += Self.slotSize(line.count)
        }
    }

    deinit {
        documents.deallocate()
        memory.deallocate()
    }

    /// Bytes of all documents together.
    var byteCount: Int { documents.reduce(0) { $0 + $1.count } }

    /// Lends each document in memory of exactly its size, so that reading beyond it does not go unseen.
    func forEachExactly<Failure: Error>(
        _ body: (Int, UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        for (index, document) in documents.enumerated() {
            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: document.count, alignment: 1)
            defer { copy.deallocate() }
            copy.copyMemory(from: document)
            try body(index, UnsafeRawBufferPointer(copy))
        }
    }

    private static func slotSize(_ count: Int) -> Int { (count + 128 + 63) / 64 * 64 }

    private static func bytes(of path: String) throws(PeerFailure) -> UnsafeMutableRawBufferPointer {
        guard let file = fopen(path, "rb") else { throw .unreadable(path) }
        defer { fclose(file) }
        fseek(file, 0, SEEK_END)
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: ftell(file), alignment: 64)
        rewind(file)
        guard fread(bytes.baseAddress, 1, bytes.count, file) == bytes.count else {
            bytes.deallocate()
            throw .unreadable(path)
        }
        return bytes
    }
}
