/// Keys of the advisory locks that harvestd takes; each but the service's is held to the end of its
/// transaction.
enum PostgresLock {
    /// Held by a migration.
    static let migration: Int64 = 0x6861_7276_6573_7401

    /// Held by the one service that writes the database, as long as its writing session lasts.
    static let service: Int64 = 0x6861_7276_6573_7402

    /// Held while partitions of a table come or go.
    static func partitions(of table: String) -> Int64 { key("partitions of " + table) }

    /// Held by the one transaction that inserts into a table whose keys do not stop doubles.
    static func rows(of table: String) -> Int64 { key("rows of " + table) }

    /// FNV-1a: the same number in every process and version.
    private static func key(_ text: String) -> Int64 {
        let hash = text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return Int64(bitPattern: hash)
    }
}
