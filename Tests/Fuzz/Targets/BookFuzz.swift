import HarvestCore
import HarvestTestSupport

/// Any bytes as a book and as an array of books: every way of reading them has to agree.
enum BookFuzz {
    static func run(_ bytes: UnsafeRawBufferPointer) {
        for bands in [DepthBands.standard, DepthBands(near: 0, middle: 150, far: 10_000, from: .mid)] {
            var jury = BookJury(bands: bands)
            if let complaint = jury.disagreement(on: bytes) { fatalError(complaint) }
            if let complaint = jury.disagreementOnArray(bytes) { fatalError(complaint) }
            if let complaint = jury.disagreementOnSnapshot(bytes) { fatalError(complaint) }
        }
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneBook(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    BookFuzz.run(UnsafeRawBufferPointer(start: start, count: count))
    return 0
}
