/// A place where a journal could not be read, or records that are nowhere in it.
public struct JournalDamage: Hashable, Sendable {
    /// The name of the segment's file.
    public let segment: String
    /// Where the damaged gzip member begins in the file, in bytes.
    public let offset: Int
    /// How far from there reading went on, in bytes; zero when records are missing between whole
    /// segments.
    public let bytes: Int
    /// The numbers of the records that are missing; empty when all were found all the same.
    public internal(set) var missing: Range<UInt64>
}
