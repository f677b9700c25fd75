/// Documents of a corpus one behind the other in memory that stays where it is, each on a cache line of its
/// own, as the buffers of a connection are.
final class CorpusMemory {
    /// The documents in their order.
    let documents: UnsafeMutableBufferPointer<UnsafeRawBufferPointer>
    private let memory: UnsafeMutableRawPointer

    init(_ texts: [[UInt8]]) {
        memory = .allocate(byteCount: texts.reduce(64) { $0 + Self.room($1) }, alignment: 64)
        documents = .allocate(capacity: texts.count)
        var offset = 0
        for (index, text) in texts.enumerated() {
            let place = UnsafeMutableRawBufferPointer(start: memory + offset, count: text.count)
            place.copyBytes(from: text)
            documents.initializeElement(at: index, to: UnsafeRawBufferPointer(place))
            offset += Self.room(text)
        }
    }

    deinit {
        documents.deallocate()
        memory.deallocate()
    }

    private static func room(_ text: [UInt8]) -> Int { (text.count + 63) / 64 * 64 }
}
