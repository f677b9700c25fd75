internal import HarvestCore

/// A store that counts rows and forgets them, so that what leads to it can be measured alone.
struct ForgetfulStore: Store {
    var label: String { "nowhere" }

    func commit(_ batches: [Batch]) async throws -> [CommitReceipt] {
        batches.map { batch in
            var receipt = CommitReceipt()
            for block in batch.blocks {
                var counts = RowCounts()
                counts.new = block.count
                receipt.add(counts, to: block.table.name)
            }
            return receipt
        }
    }

    func migrate() async throws -> MigrationReport {
        MigrationReport(from: 0, to: 0, didAdopt: false, applied: [])
    }

    func rows(_ query: Query) async throws -> [Row] { [] }

    func pages(
        of query: Query, size: Int, _ body: @Sendable ([Row]) async throws -> Void
    ) async throws {}

    func count(_ table: TableSchema) async throws -> Int { 0 }

    func maintain(now: Timestamp, cutoff: Timestamp) async throws -> MaintenanceReport {
        MaintenanceReport()
    }

    func inspect() async throws -> StoreReport { throw CancellationError() }
}
