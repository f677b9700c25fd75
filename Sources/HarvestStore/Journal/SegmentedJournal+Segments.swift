internal import HarvestCore

/// How segments begin, are synced, and end.
extension SegmentedJournal {
    /// The segment that the next record goes into; begins one when that is due.
    func openedSegment() throws -> SegmentWriter {
        if mustRepeat { try repeatUnsynced() }
        if let segment, isDue(segment) {
            try syncSegment()
            segment.close()
            self.segment = nil
        }
        return try segment ?? beginSegment(with: nextSequence, repeats: false)
    }

    /// Makes every record durable that is not yet.
    func syncSegment() throws {
        if mustRepeat { try repeatUnsynced() }
        guard let segment, !unsynced.isEmpty else { return }
        try segment.endMember()
        shelf.resize(segment.name, to: segment.bytes)
        try segment.sync()
        forgetUnsynced()
    }

    /// Ends a segment that a disk error befell.
    ///
    /// One more sync says whether its records are safe all the same, but only if none has failed on this
    /// file: the kernel tells of a lost page once, and a second sync would succeed without it.
    func seal(after fault: DiskFault) {
        guard let segment else { return }
        events.report(.journalSegmentSealed(segment.name.text, because: fault))
        let wasTorn = segment.isTorn
        // It may fail like the call before it; what follows then takes the worse for granted.
        try? segment.cutTorn()
        // The same goes for the sync: that it failed is what is asked here.
        let isSynced = fault.operation != "fsync" && (try? segment.sync()) != nil
        // Torn bytes that stay may hold a whole record. Its number is not given to another, because a reader
        // believes the first that it meets.
        if wasTorn, segment.isTorn || !isSynced { nextSequence += 1 }
        if !mustRepeat {
            if isSynced { forgetUnsynced() } else { mustRepeat = !unsynced.isEmpty }
        }
        shelf.resize(segment.name, to: folder.size(of: segment.name) ?? segment.bytes)
        segment.close()
        self.segment = nil
        // Nothing in it was ever acknowledged. Whoever tries for hours whether a full disk takes a record
        // would leave a file behind each time.
        if segment.bytes == 0, disk.remove(folder.path(of: segment.name)) == 0 { shelf.remove(segment.name) }
    }

    /// Writes the records that are in doubt into a segment of their own and makes them durable there.
    private func repeatUnsynced() throws {
        guard let first = unsynced.first else { return mustRepeat = false }
        segment?.close()
        segment = nil
        let segment = try beginSegment(with: first.sequence, repeats: true)
        for (sequence, bytes) in unsynced { try segment.append(bytes, as: sequence, at: clock.uptime) }
        try segment.endMember()
        shelf.resize(segment.name, to: segment.bytes)
        try segment.sync()
        mustRepeat = false
        forgetUnsynced()
    }

    private func forgetUnsynced() {
        unsynced.removeAll(keepingCapacity: true)
        unsyncedBytes = 0
    }

    /// Full, of another hour of the clock, or not the place for the next number: in a segment the numbers
    /// have no holes.
    private func isDue(_ segment: SegmentWriter) -> Bool {
        segment.bytes >= settings.closingBytes || segment.hour != clock.now.floored(to: .hours(1))
            || segment.nextSequence != nextSequence
    }

    private func beginSegment(with sequence: UInt64, repeats: Bool) throws -> SegmentWriter {
        let now = clock.now
        let name = shelf.name(for: sequence, now: now, repeats: repeats)
        let deflater = try GzipDeflater(level: settings.compressionLevel)
        let descriptor = try DiskFault.check(disk.create(folder.path(of: name)), "open")
        shelf.add(name)
        let segment = SegmentWriter(
            name, hour: now.floored(to: .hours(1)), descriptor: Int32(descriptor), disk: disk,
            deflater: deflater)
        // Kept before it is synced, so that a fault below finds it to seal.
        self.segment = segment
        try segment.sync()
        try DiskFault.check(disk.syncDirectory(folder.path), "fsync")
        return segment
    }
}
