/// Where a page ended: the sort key and number of its last row. Clients see it as one opaque word.
struct KeysetCursor: Hashable, Sendable {
    var key: Int64
    var number: Int
    /// How often a lying list has started again; keeps its cursors different.
    var round = 0

    /// As it goes over the wire.
    var text: String { Base64Text.webEncoded("\(key):\(number):\(round)".utf8) }

    init(key: Int64, number: Int, round: Int = 0) {
        self.key = key
        self.number = number
        self.round = round
    }

    /// Reads a cursor we gave; `nil` for anything else.
    init?(_ text: String) {
        guard let bytes = Base64Text.decoded(text) else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: ":")
        guard parts.count == 3, let key = Int64(parts[0]), let number = Int(parts[1]),
            let round = Int(parts[2])
        else { return nil }
        self.init(key: key, number: number, round: round)
    }
}
