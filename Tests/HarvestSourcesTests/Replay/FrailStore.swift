import HarvestCore
import HarvestTestSupport

/// A store that is out of reach for some operations, may lie about its commits then, and belongs to a
/// process that may die.
final class FrailStore: Store {
    private let base: MemoryStore
    private let operations: Locked<Int>
    private let fate: JournalWorld.Fate
    private let own = Locked(0)
    private let leaseTroubles: Locked<[any HarvestFailure]>

    init(base: MemoryStore, operations: Locked<Int>, fate: JournalWorld.Fate) {
        self.base = base
        self.operations = operations
        self.fate = fate
        leaseTroubles = Locked(fate.leaseTroubles)
    }

    var label: String { "frail" }

    func commit(_ batches: [Batch]) async throws -> [CommitReceipt] {
        try JournalWorld.step(operations, fate.dies)
        if try await isOut() {
            if fate.liesAboutCommits { _ = try await base.commit(batches) }
            throw JournalWorld.Outage()
        }
        try Self.refuse(batches, fate)
        let receipts = try await base.commit(batches)
        // The process may die between the commit and its knowledge of it.
        try JournalWorld.step(operations, fate.dies)
        return receipts
    }

    func rows(_ query: Query) async throws -> [Row] {
        try JournalWorld.step(operations, fate.dies)
        if try await isOut() { throw JournalWorld.Outage() }
        return try await base.rows(query)
    }

    func pages(
        of query: Query, size: Int, _ body: @Sendable ([Row]) async throws -> Void
    ) async throws {
        try await base.pages(of: query, size: size, body)
    }

    func migrate() async throws -> MigrationReport { try await base.migrate() }
    func count(_ table: TableSchema) async throws -> Int { try await base.count(table) }
    func maintain(now: Timestamp, cutoff: Timestamp) async throws -> MaintenanceReport {
        try await base.maintain(now: now, cutoff: cutoff)
    }
    func inspect() async throws -> StoreReport { try await base.inspect() }

    private static func refuse(_ batches: [Batch], _ fate: JournalWorld.Fate) throws {
        guard fate.refuses else { return }
        for block in batches.flatMap(\.blocks) where block.table.name == Cursor.table.name {
            for index in 0..<block.count {
                guard case .text(let key) = block[index].first, key.hasPrefix("row:"),
                    let serial = Int(key.dropFirst(4)), serial.isMultiple(of: 5)
                else { continue }
                throw JournalWorld.Refusal()
            }
        }
    }

    func takeLease() async throws {
        let trouble = leaseTroubles.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        if let trouble { throw trouble }
    }

    private func isOut() async throws -> Bool {
        let number = own.withLock { count in
            count += 1
            return count
        }
        if number == fate.outage.lowerBound { try await fate.meanwhile?() }
        return fate.outage.contains(number)
    }
}
