package import HarvestCore

/// The slow way to a book: a tree of the whole document, plain loops over it, nothing shared with the parser.
extension ParsedBook {
    /// Reads a book out of a tree by the rules of the book parser; `nil` when it is none.
    package init?(_ node: JSONNode, _ bands: DepthBands) {
        guard node.kind == .object else { return nil }
        self.init()
        var seen: Set<String> = []
        for (key, value) in node.members {
            guard read(key, value) else { return nil }
            seen.insert(key)
        }
        guard seen.isSuperset(of: ["market", "asset_id", "bids", "asks"]) else { return nil }
        // A sort that keeps equal prices in their order.
        bids = Self.sorted(bids) { $0 < $1 }
        asks = Self.sorted(asks) { $0 > $1 }
        for side in [bids, asks] where side.reduce(UInt128(0), { $0 + UInt128($1.size) }) > UInt128(Int64.max)
        {
            return nil
        }
        bestBid = bids.last?.price ?? 0
        bestAsk = asks.last?.price ?? 0
        totals = [bands.near, bands.middle, bands.far].map { totals(within: $0, from: bands.origin) }
    }

    private mutating func read(_ key: String, _ value: JSONNode) -> Bool {
        switch key {
        case "market": return Self.take(Self.inside(value), &market)
        case "asset_id": return Self.take(Self.inside(value), &token)
        case "bids": return Self.take(Self.levels(value), &bids)
        case "asks": return Self.take(Self.levels(value), &asks)
        default: return value.isNull ? forget(key) : readRule(key, value)
        }
    }

    /// A key with `null` takes back what one before it said.
    private mutating func forget(_ key: String) -> Bool {
        switch key {
        case "hash": hash = ""
        case "timestamp": milliseconds = 0
        case "neg_risk": isNegRisk = false
        case "min_order_size": minimumOrderSize = 0
        case "tick_size": tickSize = 0
        case "last_trade_price": lastTradePrice = 0
        default: break
        }
        return true
    }

    private mutating func readRule(_ key: String, _ value: JSONNode) -> Bool {
        switch key {
        case "hash": Self.take(Self.inside(value), &hash)
        case "timestamp": Self.take(PlainDecimal.milliseconds(value.text ?? value.source), &milliseconds)
        case "neg_risk": Self.take(value.boolean, &isNegRisk)
        case "min_order_size": Self.take(value.text.flatMap(PlainDecimal.millionths), &minimumOrderSize)
        case "tick_size": Self.take(Self.share(value), &tickSize)
        case "last_trade_price":
            value.source == "\"\"" ? forget(key) : Self.take(Self.share(value), &lastTradePrice)
        default: true
        }
    }

    private static func take<Value>(_ value: Value?, _ place: inout Value) -> Bool {
        if let value { place = value }
        return value != nil
    }

    private static func inside(_ value: JSONNode) -> String? {
        value.kind == .string ? String(decoding: value.bytes.dropFirst().dropLast(), as: UTF8.self) : nil
    }

    private static func share(_ value: JSONNode) -> UInt32? {
        guard let millionths = value.text.flatMap(PlainDecimal.millionths), millionths <= 1_000_000 else {
            return nil
        }
        return UInt32(millionths)
    }

    private static func levels(_ value: JSONNode) -> [Level]? {
        guard value.kind == .array else { return nil }
        var levels: [Level] = []
        for element in value.elements {
            guard element.kind == .object else { return nil }
            var (price, size): (UInt64?, UInt64?)
            for (key, value) in element.members where key == "price" || key == "size" {
                guard let number = value.text.flatMap(PlainDecimal.millionths) else { return nil }
                if key == "price" { price = number } else { size = number }
            }
            guard let price, let size, 1...1_000_000 ~= price else { return nil }
            levels.append(Level(price: UInt32(price), size: size))
        }
        return levels
    }

    private static func sorted(_ levels: [Level], _ precedes: (UInt32, UInt32) -> Bool) -> [Level] {
        levels.enumerated().sorted { left, right in
            let (first, second) = (left.element.price, right.element.price)
            return first == second ? left.offset < right.offset : precedes(first, second)
        }.map(\.element)
    }

    private func totals(within basisPoints: Int, from origin: DepthBand.Origin) -> BandTotals {
        var totals = BandTotals()
        let isMid = origin == .mid
        if isMid && (bids.isEmpty || asks.isEmpty) { return totals }
        let (bid, ask) = (Int(bestBid), Int(bestAsk))
        let (bidOrigin, askOrigin) = isMid ? (bid + ask, bid + ask) : (2 * bid, 2 * ask)
        for level in bids where 20_000 * Int(level.price) >= bidOrigin * (10_000 - basisPoints) {
            totals.bidSize += level.size
            totals.bidNotional += UInt128(level.price) * UInt128(level.size)
        }
        for level in asks where 20_000 * Int(level.price) <= askOrigin * (10_000 + basisPoints) {
            totals.askSize += level.size
            totals.askNotional += UInt128(level.price) * UInt128(level.size)
        }
        return totals
    }
}
