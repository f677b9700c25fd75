internal import HarvestCore

/// The connection broke between COMMIT and its answer. Carries what is needed to find out, and the receipts
/// that hold if the transaction was committed.
struct PostgresCommitDoubt: Error {
    /// What became of a transaction.
    enum Outcome: String {
        case committed
        case aborted
        case running = "in progress"
    }

    /// The transaction's number (`xid8`).
    let transaction: String
    /// What to answer if it was committed.
    let receipts: [CommitReceipt]
    /// What was seen of the break.
    let cause: String

    /// Asks the server, on another connection.
    ///
    /// A number the server has never given belongs to a server that took over without the transaction.
    func outcome(on connection: PostgresConnection) throws -> Outcome {
        do {
            let result = try connection.query("SELECT pg_xact_status($1::text::xid8)", [.text(transaction)])
            guard case .text(let word) = try result.value(0, 0) else { return .aborted }
            return Outcome(rawValue: word) ?? .aborted
        } catch let fault as PostgresFault where fault.sqlState == "22023" {
            return .aborted
        }
    }
}
