internal import HarvestCore

/// The accounts of the watched handles as the store knows them.
struct WatchedAccounts: Sendable {
    /// Identifiers by handle, lower case.
    private let identifiers: [String: AccountID]
    /// Handles and display names, as titles may name the accounts.
    let names: [String]

    /// Reads the accounts of the handles; handles not stored yet have a name but no identifier.
    init(handles: [String], store: any RowSource) async throws {
        let rows = try await store.rows(
            Query(Account.table, columns: ["account_id", "handle", "display_name"]))
        let wanted = Set(handles.map { $0.lowercased() })
        var identifiers: [String: AccountID] = [:]
        var names = handles
        for row in rows {
            guard let handle = row.text("handle"), wanted.contains(handle.lowercased()) else { continue }
            identifiers[handle.lowercased()] = row.identifier("account_id")
            if let name = row.text("display_name") { names.append(name) }
        }
        self.identifiers = identifiers
        self.names = names
    }

    /// The account of a handle, when it is stored.
    subscript(handle: String) -> AccountID? { identifiers[handle.lowercased()] }
}
