internal import HarvestCore

/// How much the journal may take up, and what it holds.
extension SegmentedJournal {
    /// Deletes whole segments that are older than the age cap, or over the byte cap, oldest first; never one
    /// that holds a record from `sequence` on, because the store does not have that yet.
    ///
    /// Call it when the store's watermark is durable, and not before. The number is remembered: an append
    /// that finds the journal at its cap deletes by it too.
    @discardableResult
    public func trim(keepingFrom sequence: UInt64) async throws -> JournalTrim {
        firstNeeded = max(firstNeeded, sequence)
        do { return try delete(room: 0) } catch let fault as DiskFault {
            throw JournalError.disk(folder.path, fault)
        }
    }

    /// What the journal holds at the moment.
    public func status() async throws -> JournalStatus {
        let oldest = try oldestRecord()
        return JournalStatus(
            bytes: shelf.bytes, segments: shelf.segments.count, oldestSequence: oldest?.sequence,
            oldestAt: oldest?.at, newestSequence: nextSequence > 1 ? nextSequence - 1 : nil,
            unsyncedBytes: unsyncedBytes, isDegraded: isDegraded)
    }

    /// Throws `full` when so many bytes more would pass the cap or reach into the reserve.
    func requireRoom(for bytes: Int) throws {
        if shelf.bytes + bytes > settings.maximumBytes {
            do { try delete(room: bytes) } catch let fault as DiskFault {
                throw JournalError.disk(folder.path, fault)
            }
            guard shelf.bytes + bytes <= settings.maximumBytes else {
                throw JournalError.full(
                    folder.path,
                    "its bound of \(settings.maximumBytes) bytes is reached by records that"
                        + " the store does not have yet")
            }
        }
        // A file system that does not say how full it is will say so when it is written to.
        guard let space = disk.space(of: folder.path) else { return }
        let reserve = settings.reserve(of: space.total)
        guard space.available - bytes >= reserve else {
            throw JournalError.full(
                folder.path, "\(space.available) bytes are free and \(reserve) of them are left to others")
        }
    }

    @discardableResult
    private func delete(room: Int) throws -> JournalTrim {
        var trim = JournalTrim()
        let surplus = shelf.surplus(
            keepingFrom: firstNeeded, room: room, now: clock.now, settings: settings)
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
