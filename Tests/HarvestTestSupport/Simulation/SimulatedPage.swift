internal import HarvestCore

/// A page of a simulated service: whole numbers, and where the list goes on. Its text, `1 2 3|7.`, ends with
/// a full stop, so that one that was cut can be told.
struct SimulatedPage: Sendable {
    /// The numbers.
    let items: [Int]
    /// Where the next page starts; `nil` on the last one.
    let next: Int?

    /// Makes a page.
    init(items: [Int], next: Int?) {
        self.items = items
        self.next = next
    }

    /// Reads a page; everything else is a decoding error.
    init(_ frame: Frame) throws(DecodeError) {
        func problem(_ problem: DecodeError.Problem) -> DecodeError {
            DecodeError(problem, endpoint: frame.endpoint, keyPath: "", byteOffset: nil, excerpt: "")
        }
        let text = String(decoding: frame.bytes, as: UTF8.self)
        if text.hasPrefix("<") { throw problem(.html) }
        if text.hasPrefix("{") { throw problem(.upstream("slow down")) }
        guard text.hasSuffix(".") else { throw problem(.cutShort) }
        let parts = text.dropLast().split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw problem(.syntax("a bar")) }
        items = parts[0].split(separator: " ").compactMap { Int($0) }
        next = Int(parts[1])
    }

    /// The page as bytes.
    var bytes: [UInt8] {
        Array(
            (items.map(String.init).joined(separator: " ") + "|" + (next.map(String.init) ?? "-") + ".").utf8)
    }
}
