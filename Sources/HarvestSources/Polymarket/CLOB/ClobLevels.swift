internal import HarvestCore

/// The levels of one side of a book on the wire: `[{"price":"0.31","size":"120"},…]`.
enum ClobLevels {
    /// Keys we know, used or not.
    static let keys = KnownKeys(
        "level",
        always: """
            price size
            """)

    /// Adds the levels of a side in wire order.
    static func append(
        to snapshot: inout BookSnapshot, _ side: Side, _ levels: JSONNode, in context: DecodeContext
    ) throws(DecodeError) {
        guard levels.kind == .array else { throw context.wrongType("an array", at: levels) }
        for level in levels.elements {
            let reader = try ObjectReader(level, keys, in: context)
            let (price, size) = (try reader.text("price"), try reader.text("size"))
            guard snapshot.append(side, price: price, size: size) else {
                throw context.error(.unreadable(wanted: "a level with decimals"), at: level)
            }
        }
    }
}
