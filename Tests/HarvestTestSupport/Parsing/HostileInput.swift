internal import HarvestCore

/// What can become of a document on its way: cut short at every byte, and bytes replaced by others.
public struct HostileInput: Sendable {
    /// Replacements a document gets at most; all 255 at every place when there are not more.
    public let mutations: Int
    /// Chance for the choice among more.
    public let seed: UInt64

    public init(mutations: Int, seed: UInt64 = 1) {
        self.mutations = mutations
        self.seed = seed
    }

    /// Lends every beginning of a document, and itself, each in a heap block of its exact length.
    public func forEachTruncation(of document: [UInt8], _ body: (UnsafeRawBufferPointer) -> Void) {
        for length in 0...document.count {
            let copy = ExactCopy(document[..<length])
            body(copy.view)
        }
    }

    /// Lends the document with one byte replaced, in a heap block of its exact length.
    public func forEachMutation(
        of document: [UInt8], _ body: (UnsafeRawBufferPointer, _ place: Int, _ byte: UInt8) -> Void
    ) {
        let copy = ExactCopy(document)
        func mutate(_ place: Int, _ byte: UInt8) {
            copy.bytes[place] = byte
            body(copy.view, place, byte)
            copy.bytes[place] = document[place]
        }
        if document.count * 255 <= mutations {
            for place in document.indices {
                for step in 1...255 as ClosedRange<UInt8> { mutate(place, document[place] &+ step) }
            }
            return
        }
        var random = SplitMix64(seed: seed)
        for _ in 0..<mutations where !document.isEmpty {
            let place = Int(random.next() % UInt64(document.count))
            mutate(place, document[place] &+ UInt8(1 + random.next() % 255))
        }
    }
}
