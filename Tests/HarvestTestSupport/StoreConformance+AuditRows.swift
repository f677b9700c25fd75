internal import HarvestCore

extension StoreConformance {
    /// Audit rows, receipts and cursors.
    static let auditRows: [StoreConformanceCase] = [
        StoreConformanceCase("theAuditRowCarriesTheCountsOfItsBatch") { bench in
            _ = try await bench.commit(Sample.account("a1"))
            var changed = Sample.account("a1")
            changed.bio = "changed"
            var batch = Batch(run: Sample.run())
            batch.storedBefore.add(bench.counts(new: 9, changed: 1), to: "dim_event")
            batch.append(contentsOf: [changed, Sample.account("a2"), Sample.account("a2")])
            batch.append(Sample.token("t1", of: "nowhere"))
            let receipt = try await bench.commit(batch)
            try bench.expectEqual(receipt.total.written, 2)
            try bench.expectEqual(receipt.tables[CollectorRun.table.name], nil, "the audit row in receipts")
            let row = try await bench.only(CollectorRun.table)
            try bench.expectEqual(row.integer("rows_written"), 12, "earlier commits of the run included")
            try bench.expectEqual(row.text("status"), "partial", "a run with refused rows")
            let wanted = """
                {"rows":{"dim_account":{"new":1,"changed":1,"unchanged":1,"refused":0},\
                "dim_event":{"new":9,"changed":1,"unchanged":0,"refused":0},\
                "dim_token":{"new":0,"changed":0,"unchanged":0,"refused":1}}}
                """
            try bench.expect(
                JSONMeaning.areSame(row.text("metadata") ?? "", wanted), "metadata is \(row["metadata"])")
        },
        StoreConformanceCase("countsJoinTheMetadataThatIsThere") { bench in
            var batch = Batch(run: Sample.run(metadata: "{\"requests\": 3, \"nested\": {\"rows\": 1}}"))
            batch.append(Sample.account("a1"))
            _ = try await bench.commit(batch)
            let metadata = try await bench.only(CollectorRun.table).text("metadata") ?? ""
            let wanted = """
                {"requests": 3, "nested": {"rows": 1},
                "rows": {"dim_account": {"new": 1, "changed": 0, "unchanged": 0, "refused": 0}}}
                """
            try bench.expect(JSONMeaning.areSame(metadata, wanted), "metadata is \(metadata)")
        },
        StoreConformanceCase("countsThatTheCallerSummedUpStay") { bench in
            var batch = Batch(run: Sample.run(metadata: "{\"rows\": {\"dim_account\": 7}}"))
            batch.append(Sample.account("a1"))
            _ = try await bench.commit(batch)
            let metadata = try await bench.only(CollectorRun.table).text("metadata") ?? ""
            try bench.expect(
                JSONMeaning.areSame(metadata, "{\"rows\": {\"dim_account\": 7}}"), "metadata is \(metadata)")
        },
        StoreConformanceCase("anAuditRowIsOverwrittenByItsRunsNextCommit") { bench in
            _ = try await bench.commit(Batch(run: Sample.run()))
            var batch = Batch(run: Sample.run())
            batch.run?.status = .error
            batch.storedBefore.add(bench.counts(new: 5), to: "dim_event")
            _ = try await bench.commit(batch)
            let row = try await bench.only(CollectorRun.table)
            try bench.expectEqual(row.text("status"), "error")
            try bench.expectEqual(row.integer("rows_written"), 5)
        },
        StoreConformanceCase("everyBatchHasItsOwnAuditRow") { bench in
            var batches = [Batch(run: Sample.run(seed: 1)), Batch(run: Sample.run(seed: 2)), Batch()]
            batches[0].append(Sample.account("a1"))
            batches[1].append(contentsOf: [Sample.account("a2"), Sample.account("a3")])
            let receipts = try await bench.store.commit(batches)
            try bench.expectEqual(receipts.map(\.total.new), [1, 2, 0])
            let written = try await bench.all(CollectorRun.table).compactMap { $0.integer("rows_written") }
            try bench.expectEqual(written.sorted(), [1, 2])
        },
        StoreConformanceCase("anAuditRowWithBadMetadataIsKeptAsARejection") { bench in
            var batch = Batch(run: Sample.run(metadata: "not json"))
            batch.append(Sample.account("a1"))
            try bench.expect(try await bench.commit(batch), Account.table, new: 1)
            try bench.expectEqual(try await bench.store.count(CollectorRun.table), 0)
            try bench.expectEqual(
                try await bench.only(Rejection.table).text("endpoint"), CollectorRun.table.name)
        },
        StoreConformanceCase("aCursorMovesWithTheRowsOfItsBatch") { bench in
            _ = try await bench.commit(Sample.account("a1"), Sample.cursor("post_sync:a1", "10"))
            let receipt = try await bench.commit(
                Sample.account("a2"), Sample.cursor("post_sync:a1", "20", meta: "{\"sha256\": \"ab\"}"))
            try bench.expect(receipt, Cursor.table, changed: 1)
            let row = try await bench.only(Cursor.table)
            try bench.expectEqual(row.text("cursor_value"), "20")
            try bench.expect(JSONMeaning.areSame(row.text("meta") ?? "", "{\"sha256\":\"ab\"}"), "\(row)")
        },
        StoreConformanceCase("aCommitOfNothingGivesEmptyReceipts") { bench in
            try bench.expectEqual(try await bench.store.commit([]), [])
            try bench.expectEqual(try await bench.store.commit([Batch()]), [CommitReceipt()])
        },
    ]
}

extension StoreUnderTest {
    /// Counts of one table.
    func counts(new: Int, changed: Int = 0) -> RowCounts {
        var counts = RowCounts()
        (counts.new, counts.changed) = (new, changed)
        return counts
    }
}
