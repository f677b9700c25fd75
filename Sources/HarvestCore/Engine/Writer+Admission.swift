/// Whose watermark the store has, and from where on this journal belongs to it.
extension Writer {
    /// The watermark that holds for this journal; `nil` when there is none. Nothing is read or written before
    /// it is known that we may write, and that the tables are as they should be.
    func admitted(by spill: Spill) async throws -> Watermark? {
        try await store.takeLease()
        // A commit whose answer was lost may still be under way: until the store has said what became of it,
        // its watermark is not the last word.
        _ = try await store.commit([])
        // One that does not name its journal is of another when it is from beyond the beginning of this
        // process. One that names ours may be, too: a power cut has left less than the store knows of.
        guard var found = try await Watermark.stored(in: store), !spill.isForeign(found),
            watermark != nil || found.from <= spill.opened
        else { return nil }
        found.journal = spill.identity
        return found
    }

    /// The store knows nothing of this journal. When the journal knows of no store either, processes before
    /// this one have died before their first commit, and what they took in belongs here; else it is for
    /// `replay`, not for us.
    func beginAnew(with spill: Spill) async throws -> Bool {
        let stored = try await Watermark.stored(in: store)
        if let stored, let other = stored.journal, spill.isForeign(stored) {
            if try await takeTurn(after: stored, of: other, spill) { return try await catchUp(with: spill) }
        }
        let isOurs = try await !hasCommit(before: spill.opened, try await spill.read(0))
        if !isOurs { events.report(.journalPassedOver(records: spill.opened - 1)) }
        let fresh = Watermark(
            journal: spill.identity, commit: stored?.commit ?? 0, from: isOurs ? 1 : spill.opened,
            settings: spill.opened)
        _ = try await store.commit([fresh.batch(updatedAt: clock.now)])
        return try await catchUp(with: spill)
    }

    /// Another journal was in use meanwhile: its watermark is laid aside for it, and ours is taken up again.
    /// Answers whether there is one.
    private func takeTurn(after stored: Watermark, of other: String, _ spill: Spill) async throws -> Bool {
        var batches = [stored.batch(as: Watermark.key(ofWaiting: other), updatedAt: clock.now)]
        var ours = watermark
        if ours == nil, let identity = spill.identity {
            ours = try await Watermark.stored(as: Watermark.key(ofWaiting: identity), in: store)
        }
        if let ours {
            if watermark == nil { foundCommit = ours.commit }
            batches.append(ours.batch(updatedAt: clock.now))
        }
        _ = try await store.commit(batches)
        return ours != nil
    }

    private func hasCommit(before opened: UInt64, _ journal: any JournalReading) async throws -> Bool {
        while let record = try await journal.next(), record.sequence < opened {
            if record.kind == RecordKind.commit { return true }
        }
        return false
    }
}
