/// The arguments of an address, percent-encoded; a name may repeat, because the services take lists that way.
struct URLQuery: Hashable, Sendable {
    private var items: [String] = []

    /// The arguments with their question mark; empty when there are none.
    var text: String { items.isEmpty ? "" : "?" + items.joined(separator: "&") }

    /// Adds an argument; one without a value is left out.
    mutating func append(_ name: String, _ value: String?) {
        guard let value else { return }
        items.append(Self.encoded(name) + "=" + Self.encoded(value))
    }

    /// Text as one segment of a path or value of an argument: everything but unreserved characters encoded.
    static func encoded(_ text: String) -> String {
        let unreserved = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            if unreserved.contains(byte) {
                out.append(byte)
            } else {
                out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
