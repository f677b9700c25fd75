import HarvestCore
import HarvestTestSupport

/// A journal whose process dies after some operations: what comes later has no effect.
struct MortalJournal: Journal {
    let base: MemoryJournal
    let operations: Locked<Int>
    let dies: Int?

    func append(_ record: JournalRecord) async throws -> UInt64 {
        try JournalWorld.step(operations, dies)
        return try await base.append(record)
    }

    func sync() async throws { try JournalWorld.step(operations, dies) }
}

extension JournalWorld {
    /// Counts an operation; throws when the process did not live to do it.
    static func step(_ operations: Locked<Int>, _ dies: Int?) throws {
        let count = operations.withLock { count in
            count += 1
            return count
        }
        if let dies, count > dies { throw Death() }
    }
}
