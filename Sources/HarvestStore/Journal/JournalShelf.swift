internal import HarvestCore

/// The segments of a journal with their sizes: decides what a new one is called and which may go.
struct JournalShelf {
    /// One segment.
    struct Segment: Hashable {
        /// Its name.
        let name: JournalSegmentName
        /// Its size, in bytes.
        var bytes: Int
    }

    /// The segments in order.
    private(set) var segments: [Segment]
    /// The name given out last. Its file may be gone while a reader still has it open, and would take another
    /// of the same name for one that it has read.
    private var latest: JournalSegmentName?

    /// Takes stock.
    init(_ segments: [Segment]) { self.segments = segments.sorted { $0.name < $1.name } }

    /// Size of all segments, in bytes.
    var bytes: Int { segments.reduce(0) { $0 + $1.bytes } }

    /// What a segment is called that is begun now with this number.
    ///
    /// `repeats` says that its first records may be in another segment as well.
    func name(for sequence: UInt64, now: Timestamp, repeats: Bool) -> JournalSegmentName {
        let hour = max(now, segments.last?.name.hour ?? now)
        let known = segments.map(\.name) + (latest.map { [$0] } ?? [])
        let taken = known.filter { $0.sequence == sequence }.map(\.repetition).max()
        let repetition = taken.map { $0 + 1 } ?? (repeats ? 1 : 0)
        return JournalSegmentName(hour: hour, sequence: sequence, repetition: repetition)
    }

    /// Adds a segment.
    mutating func add(_ name: JournalSegmentName) {
        latest = name
        segments.append(Segment(name: name, bytes: 0))
        segments.sort { $0.name < $1.name }
    }

    /// Notes a segment's size.
    mutating func resize(_ name: JournalSegmentName, to bytes: Int) {
        guard let index = segments.lastIndex(where: { $0.name == name }) else { return }
        segments[index].bytes = bytes
    }

    /// Notes that a segment is gone.
    mutating func remove(_ name: JournalSegmentName) { segments.removeAll { $0.name == name } }

    /// The segments that may go, oldest first: older than the cap, or until `shortfall` bytes are free.
    ///
    /// All their records are before `sequence`. The last segment always stays, because it says how far the
    /// numbers are.
    func surplus(
        keepingFrom sequence: UInt64, shortfall: Int, now: Timestamp, settings: JournalSettings
    ) -> [Segment] {
        var freed = 0
        var surplus: [Segment] = []
        for (index, segment) in segments.dropLast().enumerated() {
            // A segment that repeats records may hold fewer of them than the one before it.
            guard let bound = segments[(index + 1)...].first(where: { $0.name.repetition == 0 }),
                bound.name.sequence <= sequence
            else { break }
            // The one behind it was begun within its hour, when all records of this one were written.
            let newest = segments[index + 1].name.hour + .hours(1)
            let isOld = newest <= now - settings.maximumAge
            guard isOld || freed < shortfall else { break }
            freed += segment.bytes
            surplus.append(segment)
        }
        return surplus
    }
}
