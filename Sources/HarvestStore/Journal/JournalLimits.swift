internal import HarvestCore

/// The bounds of the format: what no setting moves, because readers rely on it.
package enum JournalLimits {
    /// The highest number a record may have.
    static let sequence = UInt64(Int64.max)
    /// The longest header line, in bytes, without the newline at its end.
    package static let headerBytes = 64 << 10
    /// The largest body, in bytes.
    package static let bodyBytes = 160 << 20
    /// What a member may hold inflated: it is closed at a mebibyte, so only its last record may be large.
    static let memberBytes = (16 << 20) + headerBytes + bodyBytes
    /// A reader keeps so many damages; it counts the others.
    static let damages = 1_000
    /// Records that may be missing for each damaged byte. A record takes at least 60 bytes, and deflate makes
    /// of a byte at most 1,032, so more were never there.
    static let recordsPerDamagedByte: UInt64 = 32
    /// How much earlier than the records before it a record may have happened, for readers by time.
    static let lateness = Duration.hours(1)
    /// The moments that a header can name: the years 0 to 9999.
    static let moments = Timestamp(seconds: -62_167_219_200)..<Timestamp(seconds: 253_402_300_800)
    /// The members of a header: fewer than a header of this length has room for.
    static let header = JSONLimits(byteCount: headerBytes, nodeCount: headerBytes, depth: 2)
}
