/// What the writer does with a journal: it notes every commit there, leaves batches to it, and fetches them
/// back.
extension Writer {
    /// Commits batches together with the watermark, after everything they were made from is on the disk.
    func commit(_ batches: [Batch], noting spill: Spill) async throws -> [CommitReceipt] {
        try await spill.journal.sync()
        return try await spill.journal.commits.pass {
            let parts = batches.compactMap(\.part)
            let receipts = try await advance(
                batches.map(withReceiptsSince),
                to: Watermark(
                    commit: (watermark?.commit ?? 0) + 1,
                    from: spill.journal.oldestNeeded, spilled: watermark?.spilled ?? 0,
                    settings: spill.journal.settings, parts: parts))
            await note(parts, of: spill)
            return receipts
        }
    }

    /// Leaves batches to the journal. A batch that cannot be made again from there is answered with an error.
    func leave(_ tickets: [BatchChannel.Ticket], to spill: Spill) async throws {
        guard !tickets.isEmpty else { return }
        var left: [BatchChannel.Ticket] = []
        for ticket in tickets {
            guard ticket.batch.isTaped, let part = ticket.batch.part else {
                ticket.answer.resume(throwing: EngineError.storeDown)
                continue
            }
            do {
                try await spill.journal.append(
                    RecordKind.spilled, fields: [.init("parts", .text(Batch.Part.text([part])))])
                left.append(ticket)
            } catch {
                ticket.answer.resume(throwing: error)
            }
        }
        do {
            try await spill.journal.sync()
        } catch {
            for ticket in left { ticket.answer.resume(throwing: error) }
            throw error
        }
        var receipt = CommitReceipt()
        receipt.isSpilled = true
        for ticket in left { ticket.answer.resume(returning: receipt) }
    }

    /// Notes that the store will never take some batches.
    func noteRefusal(of tickets: [BatchChannel.Ticket], because error: any Error) async {
        let parts = tickets.compactMap(\.batch.part)
        guard let spill, !parts.isEmpty else { return }
        do {
            try await spill.journal.append(
                RecordKind.refused,
                fields: [.init("parts", .text(Batch.Part.text(parts)))] + RecalledFailure(error).fields)
        } catch {
            events.report(.journalFailed(because: error))
        }
    }

    /// Stores what waits in the journal; answers whether it came to its end, which it does not when the
    /// engine is stopping. Throws the store's failure.
    func catchUp(with spill: Spill) async throws -> Bool {
        let start = clock.uptime
        rowsCaughtUp = 0
        guard let found = try await Watermark.stored(in: store), found.from <= spill.opened else {
            return try await beginAnew(with: spill)
        }
        watermark = found
        let cursor = try await spill.read(found.from)
        var cast = spill.cast()
        if let settings = try await spill.read(found.settings).next() { cast.apply(settings) }
        var replayer = Replayer(cast: cast, settings: found.settings, includesDerived: false)
        let isDone = try await withThrowingDiscardingTaskGroup { group in
            do {
                let isDone = try await work(off: cursor, &replayer, &group, spill)
                let open = Set(replayer.openTapes.map(\.origin.run))
                storedSince = storedSince.filter { open.contains($0.key) }
                await replayer.cut()
                return isDone
            } catch {
                await replayer.cut()
                throw error
            }
        }
        if isDone, replayer.counts.runs > 0 || rowsCaughtUp > 0 {
            events.report(
                .storeCaughtUp(replayer.counts, rows: rowsCaughtUp, duration: clock.uptime - start))
        }
        if let divergence = replayer.firstDivergence {
            events.report(.runDiverged(replayer.counts, because: divergence))
        }
        return isDone
    }

    /// The store knows nothing of this journal: what is in it from before is for `replay`, not for us.
    private func beginAnew(with spill: Spill) async throws -> Bool {
        if spill.opened > 1 { events.report(.journalPassedOver(records: spill.opened - 1)) }
        let stored = try await Watermark.stored(in: store)
        let fresh = Watermark(
            commit: stored?.commit ?? 0, from: spill.opened, settings: spill.journal.settings)
        _ = try await store.commit([fresh.batch(updatedAt: clock.now)])
        return try await catchUp(with: spill)
    }

    private func work(
        off cursor: any JournalReading, _ replayer: inout Replayer,
        _ group: inout ThrowingDiscardingTaskGroup<any Error>, _ spill: Spill
    ) async throws -> Bool {
        while true {
            let waiting = channel.takeWaiting(maximumRows: Self.maximumRows)
            try await leave(waiting, to: spill)
            if channel.isDrained { return false }
            guard let record = try await cursor.next() else {
                if waiting.isEmpty { return true }
                continue
            }
            if record.sequence == spill.opened { try await settle(&replayer, spill) }
            if let due = await replayer.feed(record, into: &group) {
                try await store(due, at: record.sequence, &replayer, spill)
            }
            replayer.sweep()
        }
    }

    /// Stores batches that wait, unless the store has them already.
    private func store(
        _ due: DueBatches, at position: UInt64, _ replayer: inout Replayer, _ spill: Spill
    ) async throws {
        guard var next = watermark else { return }
        let isStored: Bool
        switch due.fate {
        case .committed(let number):
            isStored = number <= next.commit
            next.commit = max(next.commit, number)
        case .spilled(let number):
            isStored = number <= next.spilled || due.batches.allSatisfy { next.holds($0) }
            next.spilled = max(next.spilled, number)
            next.commit += isStored ? 0 : 1
        case .refused(let failure): return await due.answer(failure)
        }
        guard !isStored else { return await answerStored(due) }
        let receipts = try await commit(due.batches, to: next, at: position, replayer, spill)
        for (batch, receipt) in zip(due.batches, receipts) {
            rowsCaughtUp += batch.rowCount
            if let run = batch.part?.run, case .spilled = due.fate {
                storedSince[run, default: CommitReceipt()].add(receipt)
            }
        }
        await due.answer(receipts)
    }

    /// Commits batches of runs that are done again.
    private func commit(
        _ batches: [Batch], to next: Watermark, at position: UInt64, _ replayer: Replayer, _ spill: Spill
    ) async throws -> [CommitReceipt] {
        var next = next
        next.from = replayer.oldestNeeded(at: position)
        next.settings = replayer.settings
        next.parts = batches.compactMap(\.part)
        return try await spill.journal.commits.pass { try await advance(batches, to: next) }
    }

    /// Lets the runs that their process left unfinished come to their end: what they had taken in is stored.
    private func settle(_ replayer: inout Replayer, _ spill: Spill) async throws {
        replayer.sweep()
        for tape in replayer.openTapes {
            while tape.report == nil {
                guard let batch = tape.submitted else {
                    let moment = Moment(tape.clock)
                    let end = RunEnd.processEnded.record(moment, run: tape.origin.run)
                    try await spill.journal.append(end)
                    await tape.feed(end)
                    continue
                }
                let due = DueBatches(fate: .spilled(0), at: clock.now, tapes: [tape])
                if watermark?.holds(batch) == true {
                    await answerStored(due)
                } else {
                    try await spill.journal.sync()
                    var next = watermark ?? Watermark(from: spill.opened)
                    next.commit += 1
                    let receipts = try await commit([batch], to: next, at: spill.opened, replayer, spill)
                    await note(due.batches.compactMap(\.part), of: spill)
                    rowsCaughtUp += batch.rowCount
                    await due.answer(receipts)
                }
            }
        }
        replayer.sweep()
    }

    /// Answers batches that are in the store with what the runs' audit rows say of them.
    private func answerStored(_ due: DueBatches) async {
        var receipts: [CommitReceipt] = []
        for batch in due.batches {
            // The audit row counts all stored batches of the run, so the first of them takes it all.
            let isFirst = batch.part?.number == 1
            receipts.append(isFirst ? await receipt(of: batch) : CommitReceipt())
        }
        await due.answer(receipts)
    }

    private func receipt(of batch: Batch) async -> CommitReceipt {
        guard let run = batch.run?.id else { return CommitReceipt() }
        let query = Query(
            CollectorRun.table, columns: ["metadata"], where: [.equal("run_id", .uuid(run.description))])
        // Only the counts of an audit row depend on it, and they say less rather than something wrong.
        guard let row = try? await store.rows(query).first, let metadata = row.text("metadata") else {
            return CommitReceipt()
        }
        return CommitReceipt(auditMetadata: metadata)
    }

    private func advance(_ batches: [Batch], to next: Watermark) async throws -> [CommitReceipt] {
        let receipts = try await store.commit(batches + [next.batch(updatedAt: clock.now)])
        watermark = next
        return Array(receipts.prefix(batches.count))
    }

    /// A batch of a run that has been caught up with in part counts what was stored of it.
    private func withReceiptsSince(_ batch: Batch) -> Batch {
        guard let run = batch.part?.run, let receipt = storedSince[run] else { return batch }
        var batch = batch
        batch.storedBefore.add(receipt)
        return batch
    }

    private func note(_ parts: [Batch.Part], of spill: Spill) async {
        guard !parts.isEmpty, let commit = watermark?.commit else { return }
        do {
            try await spill.journal.append(
                RecordKind.commit,
                fields: [
                    .init("commit", .integer(Int64(clamping: commit))),
                    .init("parts", .text(Batch.Part.text(parts))),
                ])
        } catch {
            events.report(.journalFailed(because: error))
        }
    }
}

extension Watermark {
    /// Whether the last commit held this batch.
    fileprivate func holds(_ batch: Batch) -> Bool { batch.part.map(parts.contains) ?? false }
}
