package import HarvestCore

/// The slow way to a message: a tree, and plain look-ups in it.
extension ParsedChanges {
    /// Reads a message out of a tree by the rules of the stream parser; `nil` when it is none.
    package init?(_ node: JSONNode) {
        guard node.kind == .object, let type = node["event_type"], type.text == "price_change",
            let time = node["timestamp"].flatMap(Self.scalar),
            let milliseconds = PlainDecimal.milliseconds(time.text)
        else { return nil }
        let market = node["market"].flatMap(Self.scalar)?.raw ?? ""
        let nested = node.members.last { $0.key == "price_changes" || $0.key == "changes" }?.value
        if let nested, nested.kind != .array { return nil }
        var changes: [Change] = []
        for element in nested?.elements ?? [node] {
            guard element.kind == .object, let change = Self.change(element, within: node) else { return nil }
            changes.append(change)
        }
        self.init(market: market, milliseconds: milliseconds, changes: changes)
    }

    private static func change(_ node: JSONNode, within message: JSONNode) -> Change? {
        guard let token = node["asset_id"].flatMap(scalar) ?? message["asset_id"].flatMap(scalar),
            let price = node["price"].flatMap(scalar), let size = node["size"].flatMap(scalar),
            let priceValue = PlainDecimal.millionths(price.text), 1...1_000_000 ~= priceValue,
            let sizeValue = PlainDecimal.millionths(size.text), let side = side(node["side"]),
            let bestBid = best(node["best_bid"]), let bestAsk = best(node["best_ask"])
        else { return nil }
        let hash = node["hash"].flatMap(scalar) ?? message["hash"].flatMap(scalar)
        guard [token, price, size, hash].allSatisfy({ ($0?.raw.utf8.count ?? 0) <= UInt16.max }) else {
            return nil
        }
        return Change(
            token: token.raw, hash: hash?.raw ?? "", priceText: price.raw, sizeText: size.raw,
            price: UInt32(priceValue), size: sizeValue, side: side, bestBid: bestBid, bestAsk: bestAsk)
    }

    /// A text or a bare value: as it came and as it reads; `nil` for `null`, arrays and objects.
    private static func scalar(_ node: JSONNode) -> (raw: String, text: String)? {
        switch node.kind {
        case .string: (String(decoding: node.bytes.dropFirst().dropLast(), as: UTF8.self), node.text ?? "")
        case .number, .boolean: (node.source, node.source)
        default: nil
        }
    }

    private static func side(_ node: JSONNode?) -> Side? {
        switch node?.text {
        case "BUY": .bid
        case "SELL": .ask
        default: nil
        }
    }

    /// A best price; zero where it says there is none.
    private static func best(_ node: JSONNode?) -> UInt32? {
        guard let value = node.flatMap(scalar), !value.raw.isEmpty else { return 0 }
        guard let price = PlainDecimal.millionths(value.text), price <= 1_000_000 else { return nil }
        return UInt32(price)
    }
}
