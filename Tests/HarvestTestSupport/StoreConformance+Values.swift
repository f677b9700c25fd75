internal import HarvestCore

extension StoreConformance {
    /// What goes in comes out.
    static let values: [StoreConformanceCase] =
        ([1, 2, 3] as [UInt64]).map { seed in
            StoreConformanceCase("everyTableGivesBackRandomRows(seed: \(seed))") { bench in
                var random = RandomRows(seed: seed)
                let batch = random.batch(rowsPerTable: 50)
                try bench.expectEqual(try await bench.commit(batch).total.refused, 0, "refused rows")
                for block in batch.blocks { try await bench.expectStored(block) }
            }
        } + [
            StoreConformanceCase("difficultTextComesBackByteForByte") { bench in
                let texts = [
                    "'; DROP TABLE dim_account; --", "\"\"''\\", "\u{FEFF}mark", "e\u{301}é",
                    "🧑‍🚀🇩🇪\u{10FFFF}", "\u{1}\u{7F}\u{85}\u{2028}", "tab\tline\r\n",
                    String(repeating: "ä", count: 524_288),
                ]
                for (index, text) in texts.enumerated() {
                    var account = Sample.account(AccountID("a\(index)"))
                    account.bio = text
                    try bench.expect(try await bench.commit(account), Account.table, new: 1)
                    let query = Query(Account.table, where: [.equal("account_id", .text("a\(index)"))])
                    let found = try await bench.store.rows(query).first?.text("bio")
                    try bench.expect(found.map { Array($0.utf8) } == Array(text.utf8), "text \(index)")
                }
            },
            StoreConformanceCase("extremeNumbersAndMomentsComeBackExactly") { bench in
                let amounts: [Int64] = [
                    0, 1, -1, 999_999, 100_000, 333_333, 999_999_999_999_999, -999_999_999_999_999,
                    9_000_000_000_000_000_000, 1_234_567_890_123_450_000,
                ]
                for (index, amount) in amounts.enumerated() {
                    let id = MarketID("m\(index)")
                    let market = Sample.market(
                        id, volume: Amount(millionths: amount), at: extremes[index % 4])
                    try bench.expect(try await bench.commit(market), Market.table, new: 1)
                    try bench.expect(try await bench.commit(market), Market.table, unchanged: 1)
                    let query = Query(Market.table, where: [.equal("market_id", .text(id.rawValue))])
                    let row = try await bench.store.rows(query).first
                    try bench.expectEqual(row?.decimal("volume", as: Amount.self)?.millionths, amount)
                    try bench.expectEqual(row?.timestamp("captured_at"), extremes[index % 4])
                }
            },
            StoreConformanceCase("wholeNumbersOf64BitsComeBackExactly") { bench in
                for (index, number) in [Int.max, Int.min, 0, -1, 1 << 53 + 1].enumerated() {
                    var account = Sample.account(AccountID("a\(index)"))
                    account.postCount = number
                    _ = try await bench.commit(account)
                    let query = Query(Account.table, where: [.equal("post_count", .integer(Int64(number)))])
                    try bench.expectEqual(
                        try await bench.store.rows(query).first?.text("account_id"), "a\(index)")
                }
            },
            StoreConformanceCase("decimalsAreRoundedToTheColumnsScale") { bench in
                for (index, (given, kept)) in roundings.enumerated() {
                    let minute = Sample.noon + .minutes(index)
                    let health = APIHealthMinute(
                        minute: minute, source: "gamma", status: .ok, runs: 1, errorRuns: 0,
                        averageLatency: Amount(millionths: given), p95Latency: nil, createdAt: minute)
                    try bench.expect(try await bench.commit(health), APIHealthMinute.table, new: 1)
                    try bench.expect(try await bench.commit(health), APIHealthMinute.table, unchanged: 1)
                    let query = Query(
                        APIHealthMinute.table, where: [.equal("minute_bucket", .timestamp(minute))])
                    let row = try await bench.store.rows(query).first
                    try bench.expectEqual(row?.decimal("avg_latency_ms", as: Amount.self)?.millionths, kept)
                }
            },
        ]

    private static let extremes = [
        Timestamp(seconds: -62_135_596_800), Timestamp(microseconds: 253_402_300_799_999_999),
        Timestamp(microseconds: -1), Timestamp(microseconds: 0),
    ]

    /// Millionths given to and kept by a column of four decimals.
    private static let roundings: [(Int64, Int64)] = [
        (49, 0), (50, 100), (-50, -100), (-49, 0), (123_456_749, 123_456_700), (123_456_750, 123_456_800),
    ]
}

extension StoreUnderTest {
    /// Throws unless the store holds the rows of the block, and those only.
    func expectStored(_ block: RowBlock) async throws {
        let names = block.columns.map(\.name)
        let stored = try await store.rows(Query(block.table, columns: names))
        try expectEqual(stored.count, block.count, block.table.name)
        let found = Dictionary(grouping: stored) { key($0.values[...], of: block) }
        for row in 0..<block.count {
            let candidates = found[key(block[row], of: block)] ?? []
            let isThere = candidates.contains { areSame($0.values, Array(block[row])) }
            try expect(isThere, "\(block.table.name) has no row \(block[row]); nearest: \(candidates)")
        }
    }

    private func key(_ values: ArraySlice<ColumnValue>, of block: RowBlock) -> [UInt8] {
        let keyed = zip(block.columns, values).filter { column, _ in
            block.table.primaryKey.contains(column.name) || column.name == block.table.timeColumn
        }
        return MemoryValue.bytes(of: keyed.map(\.1))
    }

    private func areSame(_ left: [ColumnValue], _ right: [ColumnValue]) -> Bool {
        zip(left, right).allSatisfy { left, right in
            if case (.json(let left), .json(let right)) = (left, right) {
                return JSONMeaning.areSame(left, right)
            }
            return MemoryValue.areSame(left, right)
        }
    }
}
