internal import HarvestCore

/// What an open finds of the journal before it: how far the numbers are, and a torn tail, which it cuts.
struct JournalSalvage {
    /// The number the next record gets.
    private(set) var nextSequence: UInt64 = 1
    /// The segments with their sizes.
    private(set) var shelf: JournalShelf
    private let folder: JournalFolder
    private let disk: any JournalDisk
    private let events: any EngineEventSink

    init(_ folder: JournalFolder, disk: any JournalDisk, events: any EngineEventSink) throws {
        self.folder = folder
        self.disk = disk
        self.events = events
        shelf = JournalShelf(
            try folder.names().map { JournalShelf.Segment(name: $0, bytes: folder.size(of: $0) ?? 0) })
        try findEnd()
    }

    /// Reads the last segment; those before it too, as long as one shows nothing or may only repeat records.
    private mutating func findEnd() throws {
        let segments = shelf.segments.reversed()
        for segment in segments {
            nextSequence = max(nextSequence, segment.name.sequence)
            let reader = try SegmentReader(path: folder.path(of: segment.name), name: segment.name)
            while case .record = try reader.next(isGrowing: false) {}
            nextSequence = max(nextSequence, reader.expected)
            if segment.name == segments.first?.name { try mend(segment, upTo: reader.end) }
            if reader.end != .nowhere, segment.name.repetition == 0 { return }
        }
    }

    /// Cuts what is behind the last good record, completes its member, and makes the segment durable, because
    /// the process that wrote it may have been killed before it could.
    ///
    /// A segment without any good record is left as it is: there may be more in it for a person than for us.
    private mutating func mend(_ segment: JournalShelf.Segment, upTo end: SegmentEnd) throws {
        let opened = try DiskFault.check(disk.open(folder.path(of: segment.name)), "open")
        let descriptor = Int32(opened)
        defer { disk.close(descriptor) }
        switch end {
        case .nowhere, .inside: break
        case .member(let offset): try cut(segment, descriptor, to: offset)
        case .boundary(let boundary):
            try cut(segment, descriptor, to: boundary.offset)
            complete(segment.name, descriptor, at: boundary)
        }
        try DiskFault.check(disk.sync(descriptor), "fsync")
        try DiskFault.check(disk.syncDirectory(folder.path), "fsync")
    }

    private mutating func cut(
        _ segment: JournalShelf.Segment, _ descriptor: Int32, to size: Int
    ) throws(DiskFault) {
        guard segment.bytes > size else { return }
        try DiskFault.check(disk.truncate(descriptor, to: size), "ftruncate")
        shelf.resize(segment.name, to: size)
        events.report(.journalTailCut(segment.name.text, bytes: segment.bytes - size))
    }

    /// Ends a member behind its last record, so that every program finds a whole file.
    ///
    /// Our own reader needs no end. When there is no room for it, what was written of it is taken away again,
    /// and should that fail too, it is one more torn tail.
    private mutating func complete(
        _ name: JournalSegmentName, _ descriptor: Int32, at boundary: MemberStream.Boundary
    ) {
        let bytes = Self.completion(of: boundary)
        if bytes.withUnsafeBytes({ disk.write($0, to: descriptor) }) == bytes.count {
            shelf.resize(name, to: boundary.offset + bytes.count)
        } else {
            _ = disk.truncate(descriptor, to: boundary.offset)
        }
    }

    /// What is missing behind a boundary: an empty stored block up to a whole byte, an empty last block, and
    /// gzip's trailer. The bits left in the last byte are zero, which is how a stored block begins; its three
    /// bits may need another byte.
    private static func completion(of boundary: MemberStream.Boundary) -> [UInt8] {
        var bytes: [UInt8] = boundary.unusedBits < 3 ? [0] : []
        bytes += [0, 0, 0xFF, 0xFF, 3, 0]
        for number in [boundary.check, UInt32(truncatingIfNeeded: boundary.memberBytes)] {
            bytes += [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: number >> $0) }
        }
        return bytes
    }
}
