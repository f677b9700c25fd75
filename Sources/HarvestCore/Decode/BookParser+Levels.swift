/// The levels of a side in any valid rendering.
extension BookParser {
    /// Reads an array of levels into a side.
    ///
    /// The kernel is tried first, so that unusual keys around the levels do not cost the levels their speed.
    mutating func levels(_ side: Side, _ cursor: inout WireCursor) throws(WireProblem) {
        cursor.skipBlanks()
        var column = side == .bid ? columns.bids : columns.asks
        defer { if side == .bid { columns.bids = column } else { columns.asks = column } }
        column.count = 0
        if cursor.left > LevelKernel.reach,
            let next = LevelKernel.read(
                cursor.place, cursor.end, tables.view, into: &column, capacity: capacity)
        {
            if column.count == 0 { return cursor.move(to: next) }
            let result = PriceColumn.pass(column, side, .none)
            if result.isOrdered || result.isNumeric && !column.hasZeroPrice { return cursor.move(to: next) }
        }
        column.count = 0
        let start = cursor.place
        try carefulLevels(&column, side, &cursor)
        widen(&column, side, afterBytes: cursor.place - start)
    }

    /// Makes room enough that the kernel, which counts room in bytes, reads levels of this length next time.
    private mutating func widen(_ column: inout SideColumns, _ side: Side, afterBytes count: Int) {
        let wanted = min(count / LevelKernel.shortestLevel + 2, 2 * column.count + 2, limits.levelCount)
        if wanted > capacity { grow(&column, side, to: wanted) }
    }

    private mutating func carefulLevels(
        _ column: inout SideColumns, _ side: Side, _ cursor: inout WireCursor
    ) throws(WireProblem) {
        try cursor.expectArray(side == .bid ? "bids" : "asks")
        if cursor.take(UInt8(ascii: "]")) { return }
        repeat {
            if column.count == capacity { try grow(&column, side, at: cursor.place) }
            try level(&column, &cursor)
        } while cursor.take(UInt8(ascii: ","))
        try cursor.expect(UInt8(ascii: "]"), "a comma or ]")
    }

    /// Reads one level behind the others.
    @inline(__always)
    private func level(_ column: inout SideColumns, _ cursor: inout WireCursor) throws(WireProblem) {
        try cursor.expect(UInt8(ascii: "{"), "a level")
        let start = cursor.place
        var (price, size) = (UInt64.max, UInt64.max)
        if !cursor.take(UInt8(ascii: "}")) {
            repeat {
                let key = try LevelKey(&cursor)
                try cursor.expect(UInt8(ascii: ":"), "a colon")
                switch key {
                case .price: price = try cursor.decimal("price")
                case .size: size = try cursor.decimal("size")
                case .other: try cursor.skipValue()
                }
            } while cursor.take(UInt8(ascii: ","))
            try cursor.expect(UInt8(ascii: "}"), "a comma or }")
        }
        if price == .max { throw WireProblem(.missing, at: start, key: "price") }
        if size == .max { throw WireProblem(.missing, at: start, key: "size") }
        guard 1...1_000_000 ~= price else {
            throw WireProblem(.unreadable(wanted: "a price above 0 and at most 1"), at: start, key: "price")
        }
        column.prices[column.count] = UInt32(truncatingIfNeeded: price)
        column.sizes[column.count] = size
        column.count &+= 1
    }

    /// Doubles the room of all columns, up to the limit.
    private mutating func grow(
        _ column: inout SideColumns, _ side: Side, at place: UnsafeRawPointer
    ) throws(WireProblem) {
        guard capacity < limits.levelCount else {
            throw WireProblem(.limit("\(limits.levelCount) levels on one side"), at: place)
        }
        grow(&column, side, to: min(2 * capacity, limits.levelCount))
    }

    private mutating func grow(_ column: inout SideColumns, _ side: Side, to wanted: Int) {
        capacity = wanted
        column.grow(to: capacity)
        if side == .bid { columns.asks.grow(to: capacity) } else { columns.bids.grow(to: capacity) }
        columns.sums.free()
        columns.sums = BandSums(capacity: capacity)
    }
}
