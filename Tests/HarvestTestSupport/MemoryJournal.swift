public import HarvestCore

/// A journal in memory, which outlives the engines that write it, and its readings.
public final class MemoryJournal: Journal {
    private let kept = Locked<[JournalRecord]>([])

    /// Starts empty.
    public init() {}

    /// The records so far.
    public var records: [JournalRecord] { kept.withLock { $0 } }

    /// Keeps a record.
    public func append(_ record: JournalRecord) async throws -> UInt64 {
        kept.withLock { kept in
            var record = record
            record.sequence = UInt64(kept.count) + 1
            kept.append(record)
            return record.sequence
        }
    }

    /// Nothing is ever lost.
    public func sync() async throws {}

    /// Reads from a record on, and on while the journal grows.
    package func reading(from sequence: UInt64) -> any JournalReading { Reading(self, from: sequence) }

    private final class Reading: JournalReading {
        private let journal: MemoryJournal
        private let position: Locked<Int>

        init(_ journal: MemoryJournal, from sequence: UInt64) {
            self.journal = journal
            position = Locked(Int(max(sequence, 1)) - 1)
        }

        func next() async throws -> JournalRecord? {
            let records = journal.records
            return position.withLock { position in
                guard position < records.count else { return nil }
                defer { position += 1 }
                return records[position]
            }
        }
    }
}
