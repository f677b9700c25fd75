internal import HarvestCore

/// The one table from SQLSTATE to what the engine and a person should do.
extension PostgresFault {
    /// The store's error for a fault of a running session.
    func storeError(_ store: String) -> StoreError {
        if isConnectionLost, sqlState == nil { return .connectionLost(store, cause: message) }
        return exactError(store) ?? classError(store)
    }

    /// Codes that say more than their class.
    private func exactError(_ store: String) -> StoreError? {
        switch sqlState {
        case "3D000": Self.noDatabase(store, cause: cause)
        case "42501": .permission(message, cause: cause)
        case "25006": Self.readOnly(store, cause: cause)
        case "53100": .diskFull(store, cause: cause)
        case "53200": .exhausted("memory for the database", cause: cause)
        case "55P03": .busy(store, waited: PostgresLimits.lockTimeout, cause: cause)
        case "57014": .cancelled("the statement", cause: cause)
        case "42P01", "42703", "3F000": Self.tablesMissing(store, cause: cause)
        case "42P07", "42P10": .schemaForeign(store, cause: cause)
        case "0A000", "42883", "42704": .unsupported(store, cause: cause)
        case "XX001", "XX002": Self.damaged(store, cause: cause)
        default: nil
        }
    }

    private func classError(_ store: String) -> StoreError {
        switch stateClass {
        case "28": .wrongPassword(store, cause: cause)
        case "08", "57", "53": unavailable(store)
        case "40": .conflict(store, cause: cause)
        case "22", "23", "54": .constraint(store, cause: cause)
        default: .failed("a statement on \(store)", cause: cause)
        }
    }

    /// Shutdowns, crashes, too many connections: the session is of no more use, the work is.
    private func unavailable(_ store: String) -> StoreError {
        isConnectionLost ? .connectionLost(store, cause: cause) : Self.unreachable(store, cause: cause)
    }

    /// `message (SQLSTATE 23505)`.
    private var cause: String { sqlState.map { "\(message) (SQLSTATE \($0))" } ?? message }

    /// No server answered, or it does not take connections now.
    static func unreachable(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .unreachable, "cannot reach \(store)", cause: cause, advice: .reconnect,
            remedy: "is PostgreSQL running? check host and port, and start it with "
                + "`systemctl start postgresql` if it is on this machine")
    }

    /// A host other than this machine whose certificate could not be verified, or with no one to verify it.
    static func unverified(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .unreachable, "cannot reach \(store) over verified TLS", cause: cause, advice: .reconnect,
            remedy: "is PostgreSQL running? other machines need TLS with a certificate that "
                + "sslrootcert=… verifies; an explicit sslmode=… in the address changes that")
    }

    private static func noDatabase(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .unreachable, "there is no database \(store)", cause: cause, advice: .stop,
            remedy: "create it with `createdb NAME`, or correct the name in POLARIS_DATABASE_URL")
    }

    private static func readOnly(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .readOnly, "\(store) cannot be written", cause: cause, advice: .stop,
            remedy: "name the primary server rather than a standby, or set default_transaction_read_only=off")
    }

    private static func tablesMissing(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .schemaMissing, "\(store) lacks a table or column of harvestd", cause: cause, advice: .stop,
            remedy: "run `harvestd migrate`")
    }

    private static func damaged(_ store: String, cause: String?) -> StoreError {
        StoreError(
            .corrupt, "\(store) is damaged", cause: cause, advice: .stop,
            remedy: "stop the server, keep a copy of its data directory, restore a backup")
    }
}
