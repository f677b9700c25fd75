/// What the writer does with a journal: it notes every commit there, leaves batches to it, and fetches them
/// back.
extension Writer {
    /// Commits batches together with the watermark, after everything they were made from is on the disk.
    func commit(_ batches: [Batch], noting spill: Spill) async throws -> [CommitReceipt] {
        try await syncBeforeCommit(spill)
        return try await spill.journal.commits.pass {
            let parts = batches.compactMap(\.part)
            var next = watermark ?? Watermark(journal: spill.identity, from: spill.opened)
            next.commit += 1
            next.from = spill.journal.oldestNeeded
            next.settings = spill.journal.settings(at: next.from)
            next.parts = parts + spill.journal.unnoted
            do {
                let receipts = try await advance(batches.map(withReceiptsSince), to: next)
                spill.journal.memory.isStoreDown = false
                await note(parts, of: spill)
                return receipts
            } catch {
                // Said before anybody reads again: the store may have the batches, and the journal does not
                // know of it yet.
                spill.journal.memory.isStoreDown = Self.isPassing(error)
                throw error
            }
        }
    }

    /// A journal without room is no reason to lose what the store would take: the rows are stored, and that
    /// they cannot be made again is said.
    private func syncBeforeCommit(_ spill: Spill) async throws {
        do {
            try await spill.journal.sync()
        } catch  where Self.isPassing(error) {
            events.report(.journalFailed(because: error))
        }
    }

    /// Leaves batches to the journal. Those of jobs that work on the store alone cannot be made again from
    /// there, and are held until the store is back: the jobs could do nothing else meanwhile. A run whose
    /// records the journal did not take is told that the store is out of reach, so that its job goes on.
    func leave(_ tickets: [BatchChannel.Ticket], to spill: Spill) async throws {
        var left: [BatchChannel.Ticket] = []
        for ticket in tickets {
            guard ticket.batch.isTaped, let part = ticket.batch.part else {
                if ticket.batch.isDerived, !isStopping {
                    held.append(ticket)
                } else {
                    ticket.answer.resume(throwing: EngineError.storeDown)
                }
                continue
            }
            do {
                try await spill.journal.say(RecordKind.spilled, of: [part])
                left.append(ticket)
            } catch {
                spill.journal.owe(RecordKind.refused, of: [part], RecalledFailure(error).fields)
                ticket.answer.resume(throwing: error)
            }
        }
        guard !left.isEmpty else { return }
        do {
            try await spill.journal.sync()
        } catch {
            for ticket in left { ticket.answer.resume(throwing: error) }
            // Without room for these there may be some for the next ones.
            if Self.isPassing(error) { return events.report(.journalFailed(because: error)) }
            throw error
        }
        spill.journal.note(isWaiting: true)
        var receipt = CommitReceipt()
        receipt.isSpilled = true
        for ticket in left { ticket.answer.resume(returning: receipt) }
    }

    /// Answers the held batches that the store turns out to have.
    private func answerHeld(storedBy found: Watermark, _ spill: Spill) async throws {
        // Some have been answered that the store is down, and it has them after all.
        let isOurs = doubted?.isSameCommit(as: found) == true
        let unheld = found.parts.filter { part in !held.contains { $0.batch.part == part } }
        if isOurs, !unheld.isEmpty { await note(unheld, of: spill) }
        for ticket in held where found.holds(ticket.batch) {
            let receipt = try await receipt(of: ticket.batch)
            // Meanwhile it may have been told that the process ends.
            guard let index = held.firstIndex(where: { $0.batch.part == ticket.batch.part }) else { continue }
            held.remove(at: index)
            await note(ticket.batch.part.map { [$0] } ?? [], of: spill)
            ticket.answer.resume(returning: receipt)
        }
    }

    /// Notes that the store will never take some batches.
    func noteRefusal(of tickets: [BatchChannel.Ticket], because error: any Error) async {
        guard let spill else { return }
        await note(
            RecordKind.refused, of: tickets.compactMap(\.batch.part), RecalledFailure(error).fields, in: spill
        )
    }

    /// Stores what waits in the journal; answers whether it came to its end, which it does not when the
    /// engine is stopping. Throws the store's failure.
    func catchUp(with spill: Spill) async throws -> Bool {
        let start = clock.uptime
        rowsCaughtUp = 0
        guard let found = try await admitted(by: spill) else { return try await beginAnew(with: spill) }
        if watermark == nil, foundCommit == 0 { foundCommit = found.commit }
        watermark = found
        inDoubt = found.parts
        try await answerHeld(storedBy: found, spill)
        let cursor = try await spill.read(found.from)
        var cast = spill.cast()
        if let settings = try await spill.read(found.settings).next(), settings.kind == RecordKind.settings {
            cast.apply(settings)
        }
        var replayer = Replayer(
            cast: cast, from: found.from, settings: found.settings, includesDerived: false)
        let isDone = try await withThrowingDiscardingTaskGroup { group in
            do {
                let isDone = try await work(off: cursor, &replayer, &group, spill)
                let open = Set(replayer.openTapes.map(\.origin.run))
                totals = totals.filter { open.contains($0.key) }
                untold = untold.filter { open.contains($0.key) }
                await replayer.cut()
                return isDone
            } catch {
                await replayer.cut()
                throw error
            }
        }
        if isDone, toldTrouble != nil || replayer.counts.runs > 0 || rowsCaughtUp > 0 {
            toldTrouble = nil
            events.report(
                .storeCaughtUp(replayer.counts, rows: rowsCaughtUp, duration: clock.uptime - start))
        }
        if let divergence = replayer.firstDivergence {
            events.report(.runDiverged(replayer.counts, because: divergence))
        }
        return isDone
    }

    private func work(
        off cursor: any JournalReading, _ replayer: inout Replayer,
        _ group: inout ThrowingDiscardingTaskGroup<any Error>, _ spill: Spill
    ) async throws -> Bool {
        var left = clock.uptime
        while true {
            // Who waits longer is left to the journal, too. Until then waiting holds the jobs back, so that a
            // busy machine does not collect faster than it catches up.
            if channel.isFinished || clock.uptime - left >= Self.patience {
                try await leave(channel.takeWaiting(maximumRows: Self.maximumRows), to: spill)
                left = clock.uptime
            }
            if channel.isDrained { return false }
            // Batches that wait at the end are stored as they are.
            guard let record = try await cursor.next() else { return true }
            if record.kind == RecordKind.opened {
                try await settle(&replayer, at: record.sequence, spill)
            }
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
        var isSpilled = false
        switch due.fate {
        case .committed(let number):
            isStored = number <= next.commit
            next.commit = max(next.commit, number)
        case .spilled(let number):
            isStored = number <= next.spilled || due.batches.allSatisfy(isInDoubt)
            isSpilled = true
            next.spilled = max(next.spilled, number)
            next.commit += isStored ? 0 : 1
        case .refused(let failure): return await due.answer(failure)
        }
        let parts = due.batches.compactMap(\.part)
        inDoubt.removeAll(where: parts.contains)
        guard !isStored else {
            watermark = next
            return try await answerStored(due, isNews: isSpilled)
        }
        let outcomes = try await due.store { batches, isLast in
            // The watermark passes them all with the last one.
            try await commit(
                batches, to: isLast ? next : watermark ?? next, at: position, replayer, spill)
        }
        // Also when the last of them was refused, and its commit did not happen.
        watermark?.commit = next.commit
        watermark?.spilled = next.spilled
        note(outcomes, of: due.batches, isNews: isSpilled)
        await due.answer(outcomes)
    }

    private func note(_ outcomes: [DueBatches.Outcome], of batches: [Batch], isNews: Bool) {
        for (batch, outcome) in zip(batches, outcomes) {
            switch outcome {
            case .success(let receipt):
                rowsCaughtUp += batch.rowCount
                if isNews { noteSince(receipt, of: batch) }
            case .failure(let refusal): events.report(.batchRefused(because: refusal))
            }
        }
    }

    /// Commits batches of runs that are done again.
    private func commit(
        _ batches: [Batch], to next: Watermark, at position: UInt64, _ replayer: Replayer, _ spill: Spill
    ) async throws -> [CommitReceipt] {
        var next = next
        next.from = replayer.oldestNeeded(at: position)
        next.settings = replayer.settings(at: next.from)
        next.parts = batches.compactMap(\.part) + inDoubt
        let start = clock.uptime
        let receipts = try await spill.journal.commits.pass { try await advance(batches, to: next) }
        report(receipts, of: batches, since: start)
        return receipts
    }

    /// A process began to write: what the runs of the one before had taken in is stored.
    private func settle(_ replayer: inout Replayer, at opened: UInt64, _ spill: Spill) async throws {
        if opened == spill.opened, !isDoubtNoted, replayer.newestCommit < foundCommit {
            await note(inDoubt, of: spill)
            isDoubtNoted = true
        }
        let position = replayer
        try await replayer.endOpenRuns { batch in
            try await self.settle(batch, position, at: opened, spill)
        }
        guard var settled = watermark else { return }
        settled.settled = max(settled.settled, opened)
        settled.settling = []
        watermark = settled
    }

    private func settle(
        _ batch: Batch, _ replayer: Replayer, at opened: UInt64, _ spill: Spill
    ) async throws -> CommitReceipt {
        guard var next = watermark, let part = batch.part else { return CommitReceipt() }
        if opened <= next.settled || next.settling.contains(part) || isInDoubt(batch) {
            return try await receipt(of: batch)
        }
        next.commit += 1
        next.settling.append(part)
        rowsCaughtUp += batch.rowCount
        do {
            return try await commit([batch], to: next, at: opened, replayer, spill).first ?? CommitReceipt()
        } catch  where Advice.on(error) == .skip {
            events.report(.batchRefused(because: error))
            throw error
        }
    }

    /// Answers batches that are in the store with what the runs' audit rows say of them. It is news for runs
    /// that were told that the batches wait in the journal.
    private func answerStored(_ due: DueBatches, isNews: Bool) async throws {
        var receipts: [CommitReceipt] = []
        for batch in due.batches {
            let receipt = try await receipt(of: batch)
            if isNews { noteSince(receipt, of: batch) }
            receipts.append(receipt)
        }
        await due.answer(receipts)
    }

    /// Whether the store has a batch that the journal does not know to be stored.
    private func isInDoubt(_ batch: Batch) -> Bool { batch.part.map(inDoubt.contains) ?? false }

    private func noteSince(_ receipt: CommitReceipt, of batch: Batch) {
        guard let run = batch.part?.run else { return }
        var total = batch.storedBefore
        total.add(receipt)
        totals[run] = total
    }

    /// What the audit row says of a batch that is stored, what its run had stored before aside.
    private func receipt(of batch: Batch) async throws -> CommitReceipt {
        guard let run = batch.run?.id else { return CommitReceipt() }
        let query = Query(
            CollectorRun.table, columns: ["metadata"], where: [.equal("run_id", .uuid(run.description))])
        guard let row = try await store.rows(query).first, let metadata = row.text("metadata") else {
            return CommitReceipt()
        }
        return CommitReceipt(auditMetadata: metadata).without(batch.storedBefore)
    }

    /// Commits, unless an attempt before this one did and only its answer was lost.
    private func advance(_ batches: [Batch], to next: Watermark) async throws -> [CommitReceipt] {
        if doubted?.isSameCommit(as: next) == true, let stored = try await Watermark.stored(in: store),
            stored.isSameCommit(as: next)
        {
            watermark = stored
            var receipts: [CommitReceipt] = []
            for batch in batches { receipts.append(try await receipt(of: batch)) }
            return receipts
        }
        doubted = next
        let receipts = try await store.commit(batches + [next.batch(updatedAt: clock.now)])
        watermark = next
        return Array(receipts.prefix(batches.count))
    }

    /// A batch of a run that has been caught up with in part counts what was stored of it.
    private func withReceiptsSince(_ batch: Batch) -> Batch {
        var batch = batch
        guard let run = batch.part?.run else { return batch }
        // Receipts read from an audit row may belong to a later batch than they are given to; their sum is
        // right, so the difference to what the run knows is taken.
        if let total = totals.removeValue(forKey: run) { untold[run] = total.without(batch.storedBefore) }
        if let receipt = untold[run] { batch.storedBefore.add(receipt) }
        return batch
    }

    private func note(_ parts: [Batch.Part], of spill: Spill) async {
        guard let commit = watermark?.commit else { return }
        await note(
            RecordKind.commit, of: parts, [.init("commit", .integer(Int64(clamping: commit)))], in: spill)
    }

    /// Until the journal takes it, the watermark alone knows.
    private func note(
        _ kind: String, of parts: [Batch.Part], _ fields: [JournalRecord.Field], in spill: Spill
    ) async {
        guard !parts.isEmpty else { return }
        do {
            try await spill.journal.note(kind, of: parts, fields)
        } catch {
            events.report(.journalFailed(because: error))
        }
    }
}

extension Watermark {
    /// Whether both stand for one commit.
    fileprivate func isSameCommit(as other: Watermark) -> Bool {
        commit == other.commit && parts == other.parts
    }

    /// Whether the last commit held this batch.
    fileprivate func holds(_ batch: Batch) -> Bool { batch.part.map(parts.contains) ?? false }
}
