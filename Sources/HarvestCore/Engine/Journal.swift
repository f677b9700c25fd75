/// Where everything that sources deliver is kept before it is decoded, in the order in which it came.
///
/// Appending never waits for the store. A record is safe from the death of the process when `append` has
/// returned, and from a power cut when a later `sync` has.
public protocol Journal: Sendable {
    /// Appends a record and answers its number.
    func append(_ record: JournalRecord) async throws -> UInt64

    /// Returns when every record appended before is on the disk.
    func sync() async throws
}
