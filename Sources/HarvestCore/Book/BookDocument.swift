/// Writes the compact JSON document over which the venue hashes a book.
struct BookDocument {
    private var bytes: [UInt8] = [UInt8(ascii: "{")]

    /// Adds a text.
    mutating func append(_ key: StaticString, _ value: String) {
        append(key: key)
        append(text: value)
    }

    /// Adds a truth value.
    mutating func append(_ key: StaticString, _ value: Bool) {
        append(key: key)
        bytes += (value ? "true" : "false").utf8
    }

    /// Adds the levels of a side in wire order.
    mutating func append(_ key: StaticString, levels side: Side, of book: BookSnapshot) {
        append(key: key)
        bytes.append(UInt8(ascii: "["))
        let count = side == .bid ? book.bids.count : book.asks.count
        for place in 0..<count {
            let text = book.text(side, at: place)
            bytes += (place == 0 ? "{\"price\":" : ",{\"price\":").utf8
            append(text: text.price)
            bytes += ",\"size\":".utf8
            append(text: text.size)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// The finished document.
    consuming func closed() -> [UInt8] { bytes + [UInt8(ascii: "}")] }

    private mutating func append(key: StaticString) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { bytes += $0 }
        bytes += "\":".utf8
    }

    private mutating func append(text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
