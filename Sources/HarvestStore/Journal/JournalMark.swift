internal import Glibc
internal import HarvestCore

/// How far the store has come in the journal, as the file `stored` beside the segments says: the number of
/// the first record that is still needed, in decimal digits, and a newline.
///
/// The store's own watermark is the truth. This is what was last known of it, so that a process that begins
/// while the store is out of reach knows what may go.
enum JournalMark {
    /// The number; `nil` when there is no file, or none that says a number.
    static func read(from folder: JournalFolder) -> UInt64? {
        let descriptor = open(folder.markPath, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count > 0, bytes[count - 1] == UInt8(ascii: "\n") else { return nil }
        return UInt64(String(decoding: bytes[..<(count - 1)], as: UTF8.self))
    }

    /// Puts a file with this number in the place of the one before.
    static func write(
        _ sequence: UInt64, to folder: JournalFolder, on disk: any JournalDisk
    ) throws(DiskFault) {
        try disk.replace(folder.markPath, in: folder, with: Array("\(sequence)\n".utf8))
    }
}
