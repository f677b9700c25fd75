/// The inside of a quoted text on the wire, found valid.
struct WireText {
    let bytes: UnsafeRawBufferPointer
    let hasEscapes: Bool

    /// Whether it says exactly this, a literal of 2 to 24 bytes, escapes undone.
    @inline(__always)
    func says(_ wanted: StaticString) -> Bool {
        if hasEscapes { return saysEscaped(wanted) }
        guard bytes.count == wanted.utf8CodeUnitCount, let base = bytes.baseAddress else { return false }
        return base.reads(wanted)
    }

    /// The text itself.
    var string: String { String(decoding: unescaped, as: UTF8.self) }

    /// Its bytes with the escapes undone.
    var unescaped: [UInt8] { hasEscapes ? JSONText.unescaped(Array(bytes)[...]) : Array(bytes) }

    @inline(never)
    private func saysEscaped(_ wanted: StaticString) -> Bool {
        let bytes = unescaped
        return wanted.withUTF8Buffer { $0.elementsEqual(bytes) }
    }
}
