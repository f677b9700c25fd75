internal import HarvestCore

extension StoreConformance {
    /// Rows that no store takes, and what becomes of those beside them.
    static let refusals: [StoreConformanceCase] = [
        StoreConformanceCase("aTakenUniqueValueRefusesOneRowAndNoOther") { bench in
            _ = try await bench.commit(Sample.account("a1", handle: "elonmusk"))
            let receipt = try await bench.commit(
                Sample.account("a2"), Sample.account("a3", handle: "elonmusk"), Sample.account("a4"))
            try bench.expect(receipt, Account.table, new: 2, refused: 1)
            try bench.expectEqual(try await bench.store.count(Account.table), 3)
            let row = try await bench.only(Rejection.table)
            try bench.expectEqual(row.text("source"), "store")
            try bench.expectEqual(row.text("endpoint"), "dim_account")
            try bench.expectEqual(row.text("code"), "E3037")
            try bench.expectEqual(row.timestamp("first_seen"), bench.clock.now)
            try bench.expect(
                row.text("excerpt")?.hasPrefix("{\"account_id\":\"a3\",\"handle\":\"elonmusk\",") ?? false,
                "the excerpt is the row: \(row)")
            try bench.expectEqual(
                receipt.tables[Rejection.table.name], nil, "the store's own rows in receipts")
        },
        StoreConformanceCase("twoFreshRowsWithOneUniqueValueAreOneRowAndOneRefusal") { bench in
            let receipt = try await bench.commit(
                Sample.market("m1", slug: "same"), Sample.market("m2", slug: "same"))
            try bench.expect(receipt, Market.table, new: 1, refused: 1)
            try bench.expectEqual(try await bench.only(Market.table).text("market_id"), "m1")
        },
        StoreConformanceCase("aChangeIntoATakenUniqueValueIsRefused") { bench in
            _ = try await bench.commit(Sample.market("m1"), Sample.market("m2"))
            let receipt = try await bench.commit(Sample.market("m2", slug: "slug-m1"))
            try bench.expect(receipt, Market.table, refused: 1)
            let slugs = try await bench.all(Market.table).map { $0.text("slug") }
            try bench.expectEqual(slugs, ["slug-m1", "slug-m2"])
        },
        StoreConformanceCase("missingValuesAreNeverTaken") { bench in
            var (first, second) = (Sample.market("m1"), Sample.market("m2"))
            (first.conditionID, second.conditionID) = (nil, nil)
            try bench.expect(try await bench.commit(first, second), Market.table, new: 2)
        },
        StoreConformanceCase("anOrphanIsRefused") { bench in
            let receipt = try await bench.commit(Sample.market("m1"), Sample.token("t1", of: "nowhere"))
            try bench.expect(receipt, Market.table, new: 1)
            try bench.expect(receipt, OutcomeToken.table, refused: 1)
            try bench.expectEqual(try await bench.only(Rejection.table).text("code"), "E3038")
        },
        StoreConformanceCase("childrenOfARefusedParentAreRefused") { bench in
            _ = try await bench.commit(Sample.market("m0", slug: "taken"))
            let receipt = try await bench.commit(
                Sample.market("m1", slug: "taken"), Sample.token("t1", of: "m1"))
            try bench.expect(receipt, Market.table, refused: 1)
            try bench.expect(receipt, OutcomeToken.table, refused: 1)
            try bench.expectEqual(try await bench.store.count(Rejection.table), 2)
        },
        StoreConformanceCase("aRowRefusedAgainIsCountedOnItsRow") { bench in
            let orphan = Sample.token("t1", of: "nowhere")
            _ = try await bench.commit(orphan)
            bench.clock.advance(by: .hours(1))
            _ = try await bench.commit(orphan)
            let row = try await bench.only(Rejection.table)
            try bench.expectEqual(row.integer("occurrences"), 2)
            try bench.expectEqual(row.timestamp("last_seen"), bench.clock.now)
            try bench.expectEqual(row.timestamp("first_seen"), bench.clock.now - .hours(1))
        },
        StoreConformanceCase("valuesThatDoNotFitAreRefusedWithTheirCode") { bench in
            for (column, value, code) in unfit {
                var block = RowBlock(table: bench.sampleTable(of: column))
                block.append(bench.sampleRow(of: block.table, with: value, in: column))
                var batch = Batch()
                batch.append(block)
                let receipt = try await bench.commit(batch)
                try bench.expect(receipt, block.table, refused: 1)
                let query = Query(Rejection.table, where: [.equal("code", .text(code))])
                let found = try await bench.store.rows(query)
                    .contains { $0.text("message")?.hasPrefix(column) ?? false }
                try bench.expect(found, "\(column) is refused with \(code)")
            }
        },
        StoreConformanceCase("aTextThatIsTooLongForAKeyRefusesOneRowAndNoOther") { bench in
            let receipt = try await bench.commit(
                Sample.market("m1", slug: noise(2_001)), Sample.market("m2", slug: noise(2_000)),
                Sample.market(MarketID(noise(3_000))), Sample.market("m4"))
            try bench.expect(receipt, Market.table, new: 2, refused: 2)
            let rows = try await bench.all(Rejection.table)
            try bench.expectEqual(rows.map { $0.text("code") }, ["E3040", "E3040"])
            try bench.expectEqual(
                Set(rows.compactMap { $0.text("message")?.prefix { $0 != " " } }), ["slug", "market_id"])
            var token = Sample.token("t1", of: "m4")
            (token.label, token.side) = (noise(1_000), noise(1_000))
            try bench.expect(try await bench.commit(token), OutcomeToken.table, refused: 1)
        },
        StoreConformanceCase("aRejectionThatIsRefusedIsKeptToo") { bench in
            var generator = SeededGenerator(seed: 3)
            let rejection = Rejection(
                id: RunID(using: &generator).description, source: "gamma", endpoint: "markets", code: "E2001",
                message: "bad", byteOffset: nil, excerpt: "zero \0 inside", payloadSHA256: "",
                payloadByteCount: 1, firstSeen: Sample.noon, lastSeen: Sample.noon, occurrences: 1)
            try bench.expect(try await bench.commit(rejection), Rejection.table, refused: 1)
            let row = try await bench.only(Rejection.table)
            try bench.expectEqual(row.text("code"), "E3034")
            try bench.expect(row.text("excerpt")?.contains("zero \\u0000 inside") ?? false, "\(row)")
        },
        StoreConformanceCase("longRowsAreKeptByTheirFirstBytes") { bench in
            var post = bench.samplePost("p1", account: "nobody")
            post.content = String(repeating: "漢", count: 5_000)
            try bench.expect(try await bench.commit(post), TweetPost.table, refused: 1)
            let row = try await bench.only(Rejection.table)
            try bench.expect((row.text("excerpt")?.utf8.count ?? 0) <= 4_096, "excerpt is bounded")
            try bench.expect((row.integer("payload_bytes") ?? 0) > 15_000, "length is the row's own")
        },
    ]

    /// Text of so many bytes that no database can compress.
    private static func noise(_ count: Int) -> String {
        var generator = SeededGenerator(seed: UInt64(count))
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        return String((0..<count).compactMap { _ in letters.randomElement(using: &generator) })
    }

    /// A column of the sample tables, a value it cannot hold, and the code of the refusal.
    private static let unfit: [(column: String, value: ColumnValue, code: String)] = [
        ("handle", .null, "E3031"), ("handle", .integer(1), "E3032"), ("handle", .text("a\0b"), "E3034"),
        ("post_count", .text("7"), "E3032"), ("match_score", .decimal(millionths: 10_000_000_000), "E3033"),
        ("match_score", .decimal(millionths: -10_000_000_000), "E3033"),
        ("last_sync", .timestamp(Timestamp(microseconds: .max)), "E3033"),
        ("last_sync", .timestamp(Timestamp(microseconds: .min)), "E3033"),
        ("meta", .json("{"), "E3035"), ("meta", .json(""), "E3035"), ("meta", .json("{} {}"), "E3035"),
        ("meta", .json("\"\\u0000\""), "E3035"), ("meta", .json("\"\\ud800\""), "E3035"),
        ("meta", .json("1e99999"), "E3035"), ("meta", .json("NaN"), "E3035"),
        ("status_code", .integer(2_147_483_648), "E3033"), ("run_id", .uuid("not-a-uuid"), "E3035"),
    ]
}

extension StoreUnderTest {
    /// The first table that has the column.
    func sampleTable(of column: String) -> TableSchema {
        TableCatalogue.tables.first { $0.column(column) != nil } ?? Account.table
    }

    /// A row of random values with one column set.
    func sampleRow(of table: TableSchema, with value: ColumnValue, in column: String) -> [ColumnValue] {
        var random = RandomRows(seed: 5)
        for parent in TableCatalogue.tables.prefix(while: { $0.name != table.name }) {
            _ = random.block(of: parent, count: 1)
        }
        let block = random.block(of: table, count: 1)
        return zip(block.columns, block[0]).map { $0.name == column ? value : $1 }
    }

    /// A post.
    func samplePost(_ id: PostID, account: AccountID) -> TweetPost {
        TweetPost(
            id: id, accountID: account, sourcePostID: "source-\(id)", content: "text", postedAt: Sample.noon,
            importedAt: nil, isReply: false, isRetweet: false, hasURL: false, languageGuess: "unknown",
            characterCount: 4, contentHash: "hash", rawPayload: "{}", capturedAt: Sample.noon)
    }
}
