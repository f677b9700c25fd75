internal import HarvestCore

/// A commit of which the caller was told that its outcome is unknown: what is needed to settle it later, and
/// to answer the batches that come again without storing them again.
struct PostgresOpenCommit: Sendable {
    /// How to find out.
    let doubt: PostgresCommitDoubt
    /// Batches that have no answer yet, each with the receipt that holds if they were stored.
    private(set) var unanswered: [(batch: Batch, receipt: CommitReceipt)]
    /// Whether they are known to be stored; until then the server is to be asked.
    var isStored = false

    /// Remembers a doubt and the batches it is about.
    init(_ doubt: PostgresCommitDoubt, of batches: [Batch]) {
        self.doubt = doubt
        unanswered = Array(zip(batches, doubt.receipts))
    }

    /// Takes out the receipt of a batch that came again; `nil` when it is another one.
    mutating func takeReceipt(of batch: Batch) -> CommitReceipt? {
        guard let index = unanswered.firstIndex(where: { Self.areSame($0.batch, batch) }) else { return nil }
        return unanswered.remove(at: index).receipt
    }

    private static func areSame(_ one: Batch, _ other: Batch) -> Bool {
        one.run == other.run && one.storedBefore == other.storedBefore
            && one.blocks.elementsEqual(other.blocks) {
                $0.table.name == $1.table.name && $0.values == $1.values
            }
    }
}
