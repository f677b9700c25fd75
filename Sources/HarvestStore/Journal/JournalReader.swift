internal import Glibc
internal import HarvestCore

/// Reads a journal's records in order, segment by segment, whether or not somebody writes it.
///
/// Memory holds one record and a piece of its segment. What is damaged is stepped over and told; what is
/// there twice, because a disk error made the writer repeat it, is given once.
final class JournalReader {
    /// The first damages, at most `JournalLimits.damages`.
    private(set) var damages: [JournalDamage] = []
    /// How many there were.
    private(set) var damageCount = 0

    private let folder: JournalFolder
    private let moments: Range<Timestamp>?
    private let isLive: Bool
    private var names: [JournalSegmentName] = []
    private var current: (name: JournalSegmentName, reader: SegmentReader)?
    /// The last segment that was read to its end.
    private var finished: JournalSegmentName?
    /// The number of the record that comes next; `nil` when any will do.
    private var wanted: UInt64?
    /// Whether the segment has given a record.
    private var hasBegun = false

    /// Begins at a number, or with the oldest record when it is zero; gives only what happened during
    /// `moments`. What looks torn at the very end is waited for while the journal `isLive`; else it is
    /// damage.
    init(
        _ folder: JournalFolder, from sequence: UInt64, during moments: Range<Timestamp>? = nil,
        isLive: Bool = true
    ) throws {
        self.isLive = isLive
        self.folder = folder
        self.moments = moments
        wanted = sequence == 0 ? nil : sequence
        names = try folder.names()
        finished = beforeStart(sequence)
    }

    /// The next record; `nil` when there is none now. More may come later, for whoever asks again.
    func next() throws -> JournalRecord? {
        while let (name, reader) = try opened() {
            let isLast = isLive && names.last == name
            let step = try reader.next(isGrowing: isLast)
            take(reader.takeDamages())
            switch step {
            case .record(let record): if let record = wantedRecord(record, of: name) { return record }
            case .starved:
                // A segment that has a successor was written to its end before that was begun.
                names = try folder.names()
                if names.last == name || names.isEmpty { return nil }
            case .ended: finish(name)
            }
        }
        return nil
    }

    /// The last segment that need not be read.
    private func beforeStart(_ sequence: UInt64) -> JournalSegmentName? {
        var start = names.lastIndex { $0.sequence <= sequence } ?? 0
        // One that begins with repeated records may not hold all that the one before it does.
        while start > 0, names[start].repetition > 0 { start -= 1 }
        if let moments {
            // Before a segment was begun, all records of the one before had happened.
            while start + 1 < names.count, names[start + 1].hour + .hours(1) <= moments.lowerBound {
                start += 1
                wanted = nil
            }
        }
        return start > 0 ? names[start - 1] : nil
    }

    private func opened() throws -> (name: JournalSegmentName, reader: SegmentReader)? {
        while current == nil {
            guard let name = try following() else { return nil }
            do {
                current = (name, try SegmentReader(path: folder.path(of: name), name: name))
                hasBegun = false
            } catch let fault as DiskFault where fault.code == ENOENT {
                // It was trimmed since the directory was read; its records are told as missing.
                finished = name
            }
        }
        return current
    }

    private func following() throws -> JournalSegmentName? {
        if let name = firstUnfinished() { return name }
        names = try folder.names()
        return firstUnfinished()
    }

    private func firstUnfinished() -> JournalSegmentName? {
        guard let finished else { return names.first }
        return names.first { $0 > finished }
    }

    private func finish(_ name: JournalSegmentName) {
        finished = name
        current = nil
    }

    private func wantedRecord(_ record: JournalRecord, of name: JournalSegmentName) -> JournalRecord? {
        if let moments, !hasBegun, record.at >= moments.upperBound + JournalLimits.lateness {
            finish(name)
            wanted = nil
            return nil
        }
        hasBegun = true
        if let wanted {
            guard record.sequence >= wanted else { return nil }
            if record.sequence > wanted { note(missing: wanted..<record.sequence, before: name) }
        }
        wanted = record.sequence + 1
        return moments?.contains(record.at) == false ? nil : record
    }

    private func take(_ found: [JournalDamage]) {
        for damage in found { note(damage) }
    }

    private func note(missing: Range<UInt64>, before name: JournalSegmentName) {
        if let last = damages.last, last.missing.isEmpty, last.missing.lowerBound == missing.lowerBound {
            damages[damages.count - 1].missing = missing
        } else {
            note(JournalDamage(segment: name.text, offset: 0, bytes: 0, missing: missing))
        }
    }

    private func note(_ damage: JournalDamage) {
        damageCount += 1
        if damages.count < JournalLimits.damages { damages.append(damage) }
    }
}
