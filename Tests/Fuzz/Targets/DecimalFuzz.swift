import HarvestCore
import HarvestTestSupport

/// Any bytes as a decimal: the plain way, the exact way of prices and sizes, and both paths of the parsers.
enum DecimalFuzz {
    static func run(_ bytes: UnsafeRawBufferPointer) {
        let jury = DecimalJury()
        if let complaint = jury.disagreement(on: Array(bytes)) { fatalError(complaint) }
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneDecimal(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    DecimalFuzz.run(UnsafeRawBufferPointer(start: start, count: count))
    return 0
}
