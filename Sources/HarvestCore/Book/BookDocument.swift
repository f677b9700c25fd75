/// Writes the compact JSON document over which the venue hashes a book.
struct BookDocument {
    private var text = SplicedText(capacity: 4_096)

    init() { text.append("{") }

    /// Adds a text.
    mutating func append(_ key: StaticString, _ value: String) {
        append(key: key)
        text.append("\"")
        text.append(escaping: value)
        text.append("\"")
    }

    /// Adds a truth value.
    mutating func append(_ key: StaticString, _ value: Bool) {
        append(key: key)
        text.append(value ? "true" : "false")
    }

    /// Adds the levels of a side in wire order.
    mutating func append(_ key: StaticString, levels side: Side, of book: BookSnapshot) {
        append(key: key)
        text.append("[")
        for place in 0..<(side == .bid ? book.bids.count : book.asks.count) {
            if place > 0 { text.append(",") }
            text.append(level: place, side, of: book)
        }
        text.append("]")
    }

    /// The SHA-1 of the finished document.
    consuming func digest() -> SHA1State {
        text.append("}")
        return text.withBytes { SHA1.state(of: $0) }
    }

    private mutating func append(key: StaticString) {
        if text.count > 1 { text.append(",") }
        text.append("\"")
        text.append(key)
        text.append("\":")
    }
}
