internal import HarvestCore

extension StoreConformance {
    /// Questions and their answers.
    static let queries: [StoreConformanceCase] = [
        StoreConformanceCase("conditionsChooseRows") { bench in
            try await bench.prepareAccounts()
            for (condition, wanted) in conditions {
                let query = Query(
                    Account.table, columns: ["account_id"], where: condition,
                    order: [.ascending("account_id")])
                let found = try await bench.store.rows(query).compactMap { $0.text("account_id") }
                try bench.expectEqual(found.joined(), wanted, "\(condition)")
            }
        },
        StoreConformanceCase("missingValuesComeLastEitherWay") { bench in
            try await bench.prepareAccounts()
            let orders: [([Query.Order], String)] = [
                ([.ascending("post_count"), .ascending("account_id")], "acbd"),
                ([.descending("post_count"), .ascending("account_id")], "bcad"),
                ([.ascending("bio"), .descending("account_id")], "badc"),
                ([.descending("verified"), .ascending("account_id")], "abcd"),
                ([.descending("last_sync"), .descending("account_id")], "cadb"),
            ]
            for (order, wanted) in orders {
                let query = Query(Account.table, columns: ["account_id"], order: order)
                let found = try await bench.store.rows(query).compactMap { $0.text("account_id") }
                try bench.expectEqual(found.joined(), wanted, "\(order)")
            }
        },
        StoreConformanceCase("limitsCutAfterSorting") { bench in
            try await bench.prepareAccounts()
            for (limit, wanted) in [(0, ""), (1, "d"), (3, "dcb"), (9, "dcba")] {
                let query = Query(
                    Account.table, columns: ["account_id"], order: [.descending("account_id")], limit: limit)
                let found = try await bench.store.rows(query).compactMap { $0.text("account_id") }
                try bench.expectEqual(found.joined(), wanted, "limit \(limit)")
            }
        },
        StoreConformanceCase("columnsComeInTheOrderAsked") { bench in
            _ = try await bench.commit(Sample.account("a1"))
            let query = Query(Account.table, columns: ["platform", "account_id", "bio"])
            let rows = try await bench.store.rows(query)
            try bench.expectEqual(rows.map(\.columns), [["platform", "account_id", "bio"]])
            try bench.expectEqual(rows[0].values, [.text("X"), .text("a1"), .null])
        },
        StoreConformanceCase("textSortsAndComparesByItsBytes") { bench in
            let names = ["Z", "a", "z", "É", "é", "e\u{301}", "zz", "🙂", "_", "10", "9"]
            for name in names { _ = try await bench.commit(Sample.account(AccountID(name))) }
            let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            let query = Query(Account.table, columns: ["account_id"], order: [.ascending("account_id")])
            let found = try await bench.store.rows(query).compactMap { $0.text("account_id") }
            try bench.expectEqual(found.map { Array($0.utf8) }, sorted.map { Array($0.utf8) })
            let above = Query(Account.table, where: [.atLeast("account_id", .text("a"))])
            try bench.expectEqual(try await bench.store.rows(above).count, 7)
        },
        StoreConformanceCase("textThatOnlyLooksAlikeIsAnotherText") { bench in
            var account = Sample.account("caf\u{E9}")
            _ = try await bench.commit(account)
            let other = try await bench.commit(Sample.account("cafe\u{301}", handle: "other"))
            try bench.expect(other, Account.table, new: 1)
            account.bio = "\u{E9}"
            _ = try await bench.commit(account)
            account.bio = "e\u{301}"
            try bench.expect(try await bench.commit(account), Account.table, changed: 1)
        },
        StoreConformanceCase("valuesAreNeverReadAsStatements") { bench in
            _ = try await bench.commit(Sample.account("a1"))
            let hostile = "' OR 1 = 1; DROP TABLE dim_account; --"
            let query = Query(Account.table, where: [.equal("handle", .text(hostile))])
            try bench.expectEqual(try await bench.store.rows(query), [])
            try bench.expectEqual(try await bench.store.count(Account.table), 1)
        },
        StoreConformanceCase("theViewShowsTheNewestQuoteOfEachToken") { bench in
            try await bench.prepareMarket()
            _ = try await bench.commit(
                Sample.quote("t1", bid: Price(millionths: 2), at: Sample.noon + .minutes(2)),
                Sample.quote("t1", bid: Price(millionths: 1), at: Sample.noon + .minutes(1)),
                Sample.quote("t2", bid: Price(millionths: 7), at: Sample.noon))
            let view = TableCatalogue.quoteLatest
            let rows = try await bench.store.rows(Query(view, order: [.ascending("token_id")]))
            try bench.expectEqual(rows.map { $0.decimal("best_bid", as: Price.self)?.millionths }, [2, 7])
            try bench.expectEqual(rows.map { $0.text("market_id") }, ["m1", "m1"])
            let one = Query(view, where: [.equal("token_id", .text("t2"))])
            try bench.expectEqual(try await bench.store.rows(one).count, 1)
            try bench.expectEqual(try await bench.store.count(view), 2)
        },
    ]

    /// Conditions on the accounts a, b, c and d, and who fulfils them.
    private static let conditions: [([Query.Condition], String)] = [
        ([], "abcd"), ([.equal("account_id", .text("b"))], "b"), ([.equal("bio", .null)], "cd"),
        ([.equal("bio", .text("nobody"))], ""), ([.oneOf("account_id", [.text("a"), .text("d")])], "ad"),
        ([.oneOf("account_id", [])], ""), ([.oneOf("bio", [.text("x"), .null])], "bcd"),
        ([.oneOf("post_count", [.integer(2)])], "c"), ([.atLeast("post_count", .integer(2))], "bc"),
        ([.below("post_count", .integer(2))], "a"), ([.missing("post_count")], "d"),
        ([.present("verified")], "abc"), ([.equal("verified", .boolean(true))], "ab"),
        ([.atLeast("last_sync", .timestamp(Sample.noon))], "ac"),
        ([.below("last_sync", .timestamp(Sample.noon + .hours(1)))], "a"),
        ([.equal("verified", .boolean(true)), .present("post_count"), .equal("bio", .text("x"))], "b"),
    ]
}

extension StoreUnderTest {
    /// Four accounts that differ where queries look.
    func prepareAccounts() async throws {
        var accounts = ["a", "b", "c", "d"].map { Sample.account(AccountID($0)) }
        (accounts[0].postCount, accounts[1].postCount, accounts[2].postCount) = (1, 3, 2)
        (accounts[0].bio, accounts[1].bio) = ("y", "x")
        (accounts[0].isVerified, accounts[1].isVerified, accounts[2].isVerified) = (true, true, false)
        (accounts[0].lastSync, accounts[2].lastSync) = (Sample.noon, Sample.noon + .hours(1))
        var batch = Batch()
        batch.append(contentsOf: accounts)
        _ = try await commit(batch)
    }
}
