internal import HarvestCore

/// Knows the passwords of this run and takes them out of any text. The last line of defence: nothing should
/// put them there in the first place.
final class SecretKeeper: Sendable {
    private let secrets = Locked<[String]>([])

    /// Learns the secrets of an address. Ones of less than four characters are left out, because replacing
    /// them would spoil every text and hide nothing.
    func learn(from address: DatabaseAddress) {
        guard case .postgres(let connection) = address else { return }
        let fresh = connection.secrets.filter { $0.utf8.count >= 4 }
        secrets.withLock { $0 += fresh.filter { !$0.isEmpty } }
    }

    /// The text with every secret replaced by three stars.
    func hide(in text: String) -> String {
        let known = secrets.withLock { $0 }
        return known.reduce(text) {
            $0.split(separator: $1, omittingEmptySubsequences: false).joined(separator: "***")
        }
    }
}
