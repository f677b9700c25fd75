import HarvestCore
import HarvestTestSupport

/// Any bytes as a message of the stream: changed levels as every reader sees them, and every other kind.
enum MessageFuzz {
    static func run(_ bytes: UnsafeRawBufferPointer) {
        var jury = MessageJury()
        if let complaint = jury.disagreement(on: bytes) { fatalError(complaint) }
        if let complaint = jury.disagreementOnKinds(bytes) { fatalError(complaint) }
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneMessage(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    MessageFuzz.run(UnsafeRawBufferPointer(start: start, count: count))
    return 0
}
