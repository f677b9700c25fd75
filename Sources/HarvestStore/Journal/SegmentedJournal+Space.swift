internal import HarvestCore

/// How much the journal may take up, and what it holds.
extension SegmentedJournal {
    /// Learns that the store has all records before `sequence` for good, and writes that down for a process
    /// that cannot ask the store.
    ///
    /// Call it when the store's watermark is durable, and not before: from now on those records may be
    /// deleted. The last word counts, because a store that was put back from a backup has fewer records.
    public func noteStored(before sequence: UInt64) {
        firstNeeded = sequence
        guard sequence != marked else { return }
        do {
            try JournalMark.write(sequence, to: folder, on: disk)
            marked = sequence
        } catch {
            // This process knows, and the next look writes it again. A full disk must not keep us from
            // deleting what fills it.
            marked = nil
            events.report(.journalMarkFailed(because: error))
        }
    }

    /// Deletes whole segments that are older than the age cap, over the byte cap, or in the reserve of the
    /// disk, oldest first; never one with a record that the store does not have, as far as we were told.
    ///
    /// Appending does the same when it finds no room.
    @discardableResult
    public func trim() async throws -> JournalTrim { try makeRoom(for: 0) }

    /// What the journal holds at the moment.
    public func status() async throws -> JournalStatus {
        let oldest = try oldestRecord()
        return JournalStatus(
            bytes: shelf.bytes, segments: shelf.segments.count, oldestSequence: oldest?.sequence,
            oldestAt: oldest?.at, newestSequence: nextSequence > 1 ? nextSequence - 1 : nil,
            unsyncedBytes: unsyncedBytes, isDegraded: isDegraded)
    }

    /// Makes room for an encoded record; throws `full` when it would pass the cap or reach into the reserve
    /// although everything has gone that may.
    ///
    /// How a process begins is taken all the same: catching up starts from there, and is what makes room
    /// again. These records are small, and the disk itself still has a word.
    func requireRoom(for record: JournalRecord, bytes: Int) throws {
        guard lack(for: bytes) != nil else { return }
        try makeRoom(for: bytes)
        guard let lack = lack(for: bytes), !record.isOfBeginning else { return }
        throw JournalError.full(folder.path, lack.cause)
    }

    /// What is missing when so many bytes more come, and why: of the cap or of the reserve, whichever is
    /// more.
    private func lack(for bytes: Int) -> (bytes: Int, cause: String)? {
        let excess = max(0, shelf.bytes + bytes - settings.maximumBytes)
        // A file system that does not say how full it is will say so when it is written to.
        if let space = disk.space(of: folder.path) {
            let reserve = settings.reserve(of: space.total)
            let missing = reserve - (space.available - bytes)
            guard missing <= excess else {
                return (
                    missing, "\(space.available) bytes are free and \(reserve) of them are left to others"
                )
            }
        }
        guard excess > 0 else { return nil }
        return (
            excess,
            "its bound of \(settings.maximumBytes) bytes is reached by records that the store does not have"
                + " yet"
        )
    }

    /// Deletes what is old, and what is in the way of so many bytes.
    ///
    /// It looks once: space that does not come back at once, because a reader holds the file, must not cost
    /// the rest of the journal.
    @discardableResult
    private func makeRoom(for bytes: Int) throws -> JournalTrim {
        forgetMissing()
        let surplus = shelf.surplus(
            keepingFrom: firstNeeded, shortfall: lack(for: bytes)?.bytes ?? 0, now: clock.now,
            settings: settings)
        do { return try delete(surplus) } catch let fault as DiskFault {
            throw JournalError.disk(folder.path, fault)
        }
    }

    private func delete(_ surplus: [JournalShelf.Segment]) throws -> JournalTrim {
        var trim = JournalTrim()
        for found in surplus {
            try DiskFault.check(disk.remove(folder.path(of: found.name)), "unlink")
            shelf.remove(found.name)
            trim.segments += 1
            trim.bytes += found.bytes
        }
        guard trim.segments > 0 else { return trim }
        try DiskFault.check(disk.syncDirectory(folder.path), "fsync")
        events.report(.journalTrimmed(trim))
        return trim
    }

    /// Takes note of segments that somebody else deleted. They take no room any more; when it was the one
    /// that is written, what no sync has made durable goes into another.
    private func forgetMissing() {
        for found in shelf.segments where folder.isMissing(found.name) {
            shelf.remove(found.name)
            events.report(.journalSegmentMissing(found.name.text))
            guard found.name == segment?.name else { continue }
            segment?.close()
            segment = nil
            mustRepeat = !unsynced.isEmpty
        }
    }

    /// The oldest readable record, looked up once for each oldest segment.
    private func oldestRecord() throws -> (name: JournalSegmentName, at: Timestamp, sequence: UInt64)? {
        guard let first = shelf.segments.first?.name else { return nil }
        if let oldest, oldest.name == first { return oldest }
        do {
            let record = try JournalReader(folder, from: 0).next()
            oldest = record.map { (first, $0.at, $0.sequence) }
        } catch let fault as DiskFault {
            throw JournalError.disk(folder.path, fault)
        }
        return oldest
    }
}

extension JournalRecord {
    /// Whether it says that a process begins, or what it is set to do.
    var isOfBeginning: Bool { kind == RecordKind.opened || kind == RecordKind.settings }
}
