internal import HarvestCore

/// Reads the records of one segment, and goes on behind whatever is damaged.
///
/// No record is given whose check sum does not hold, nor one whose number cannot stand there: a body may come
/// from anybody and look like records itself. A record whose body alone is damaged is stepped over; when even
/// its length cannot be trusted, reading goes on at the next member.
final class SegmentReader {
    /// What the next step brought.
    enum Step {
        /// A whole record.
        case record(JournalRecord)
        /// Nothing now, because the file ends here; there may be more later.
        case starved
        /// Nothing any more.
        case ended
    }

    private enum Mode {
        case reading
        case skipping
        case scanning(from: Int)
        case ended
    }

    private enum Parsed {
        case record(JournalRecord)
        case incomplete
        case damaged
    }

    /// Where the segment may be cut so that every record stays: behind the last good one.
    private(set) var end = SegmentEnd.nowhere
    /// The number the next record has, when nothing is damaged.
    private(set) var expected: UInt64

    private let name: JournalSegmentName
    private let stream: MemberStream
    private var mode = Mode.reading
    /// How the member ended, while bytes of it still stand in the buffer.
    private var ending: MemberStream.Piece?
    /// Inflated bytes, and how many of them were taken.
    private var buffer: [UInt8] = []
    private var taken = 0
    /// The header of the record that `taken` stands at.
    private var header: JournalHeader?
    /// The damages so far whose end was found, and where the one begins that has not ended.
    private var damages: [JournalDamage] = []
    private var damageStart: Int?
    /// Whether the member was found by its looks alone and has not proved itself by a record.
    private var isDoubtful = false
    /// Bytes of the member up to the end of its last good record.
    private var goodBytes: Int?

    init(path: String, name: JournalSegmentName) throws {
        self.name = name
        expected = name.sequence
        stream = try MemberStream(path: path)
    }

    /// The next record. While the file `isGrowing`, what looks torn at its end is waited for.
    func next(isGrowing: Bool) throws -> Step {
        while true {
            switch mode {
            case .ended: return .ended
            case .reading: if let step = try read(isGrowing: isGrowing) { return step }
            case .skipping: if try skip(isGrowing: isGrowing) { return .starved }
            case .scanning(let start):
                if try stream.seekNextMember() || stream.seekMember(from: start) {
                    (mode, isDoubtful) = (.reading, true)
                } else {
                    if isGrowing { return .starved }
                    finish()
                }
            }
        }
    }

    /// The damages since the last call. Which records are missing is not known here: `missing` is empty.
    func takeDamages() -> [JournalDamage] {
        defer { damages = [] }
        return damages
    }

    private func read(isGrowing: Bool) throws -> Step? {
        switch parse() {
        case .record(let record): return .record(record)
        case .damaged:
            leaveMember()
            return nil
        case .incomplete: if endMember() { return nil }
        }
        let piece = try stream.step(into: &buffer)
        switch piece {
        case .bytes: noteEnd()
        case .memberEnd, .corrupt: ending = piece
        case .starved:
            if isGrowing { return .starved }
            // A damaged header may have swallowed the members behind it without giving a byte.
            let isSound = damageStart == nil && stream.memberBytes == goodBytes
            if taken < buffer.count || stream.isInMember && !isSound {
                scan()
            } else {
                finish()
            }
        }
        return nil
    }

    /// Drops what the member still gives; answers whether there is nothing now.
    private func skip(isGrowing: Bool) throws -> Bool {
        var dropped: [UInt8] = []
        switch try stream.step(into: &dropped) {
        case .bytes: break
        case .memberEnd: mode = .reading
        case .corrupt: scan()
        case .starved:
            if isGrowing { return true }
            scan()
        }
        return false
    }

    /// Takes the record that the buffer begins with, and steps over those that are damaged in their bodies.
    private func parse() -> Parsed {
        while true {
            if header == nil {
                let line = buffer[taken...].prefix(JournalLimits.headerBytes + 1)
                guard let newline = line.firstIndex(of: UInt8(ascii: "\n")) else {
                    return line.count > JournalLimits.headerBytes ? .damaged : .incomplete
                }
                header = JournalHeader(line: line[..<newline])
            }
            guard let header else { return .damaged }
            guard buffer.count - taken >= header.recordBytes else { return .incomplete }
            let last = taken + header.recordBytes - 1
            guard buffer[last] == UInt8(ascii: "\n") else { return .damaged }
            let record = isGood(header, upTo: last) ? accept(header, upTo: last) : nil
            take(header.recordBytes)
            if let record { return .record(record) }
            guard !isDoubtful else { return .damaged }
            noteDamage()
        }
    }

    private func isGood(_ header: JournalHeader, upTo last: Int) -> Bool {
        guard header.check == JournalRecord.check(of: buffer[(taken + 9)..<last]) else { return false }
        guard let damageStart else { return header.sequence == expected }
        let span = UInt64(stream.offset - damageStart + 1)
        let room = span * JournalLimits.recordsPerDamagedByte
        return header.sequence >= expected && header.sequence - expected <= room
    }

    private func accept(_ header: JournalHeader, upTo last: Int) -> JournalRecord {
        isDoubtful = false
        endDamage()
        expected = header.sequence + 1
        goodBytes = stream.memberBytes - (buffer.count - last - 1)
        end = .inside(member: stream.memberStart)
        return header.record(body: Array(buffer[(taken + header.lineBytes)..<last]))
    }

    private func take(_ count: Int) {
        header = nil
        taken += count
        if taken == buffer.count {
            // What a large record took is given back; the usual size is kept.
            buffer.removeAll(keepingCapacity: buffer.capacity <= 1 << 20)
            taken = 0
        } else if taken > 1 << 20 {
            buffer.removeSubrange(..<taken)
            taken = 0
        }
        noteEnd()
    }

    /// Notes a boundary that lies right behind the last good record.
    private func noteEnd() {
        guard let boundary = stream.boundary, stream.isInMember, let goodBytes,
            boundary.memberBytes == goodBytes, stream.memberBytes == goodBytes
        else { return }
        end = .boundary(boundary)
    }

    /// Ends the member when it is over; answers whether it was.
    private func endMember() -> Bool {
        guard case .memberEnd = ending else {
            guard ending != nil else { return false }
            scan()
            return true
        }
        if taken < buffer.count { noteDamage() }
        if goodBytes != nil { end = .member(stream.offset) }
        isDoubtful = false
        drop()
        return true
    }

    /// Goes on behind a member in which a record cannot be followed by another.
    private func leaveMember() {
        if case .corrupt = ending { return scan() }
        guard !isDoubtful else { return scan() }
        noteDamage()
        mode = ending == nil ? .skipping : .reading
        if ending != nil, goodBytes != nil { end = .member(stream.offset) }
        drop()
    }

    /// Looks for another member behind the beginning of this one, whose end cannot be trusted.
    private func scan() {
        noteDamage()
        drop()
        mode = .scanning(from: stream.memberStart + 1)
    }

    private func drop() {
        buffer.removeAll(keepingCapacity: true)
        taken = 0
        header = nil
        ending = nil
        goodBytes = nil
    }

    private func noteDamage() {
        if damageStart == nil { damageStart = stream.memberStart }
    }

    private func endDamage() {
        guard let damageStart else { return }
        damages.append(
            JournalDamage(
                segment: name.text, offset: damageStart, bytes: stream.offset - damageStart,
                missing: expected..<expected))
        self.damageStart = nil
    }

    private func finish() {
        endDamage()
        drop()
        mode = .ended
    }
}
