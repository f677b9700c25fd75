internal import Glibc
internal import HarvestCore

/// What tells one journal from every other, whichever directory it is found in: a store that has seen several
/// must not take the numbers of one for those of another.
extension SegmentedJournal {
    /// The journal's identity, 16 hexadecimal digits in the file `id`. One that has none, or one that cannot
    /// be read, gets `drawn`. It is on the disk when this returns. Throws `JournalError`.
    public func identity(orElse drawn: UInt64) throws -> String {
        do {
            if let identity = try keptIdentity() {
                // The process that gave the file its name may have been killed before that reached the disk.
                try DiskFault.check(disk.syncDirectory(folder.path), "fsync")
                return identity
            }
            let identity = Hexadecimal.text(of: drawn)
            do {
                try disk.replace(folder.identityPath, in: folder, with: Array((identity + "\n").utf8))
            } catch {
                // A sync that failed is not tried again on the same file.
                _ = disk.remove(folder.identityPath)
                throw error
            }
            return identity
        } catch let fault as DiskFault {
            throw JournalError.disk(folder.path, fault)
        }
    }

    private func keptIdentity() throws -> String? {
        let descriptor = Glibc.open(folder.identityPath, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw DiskFault(operation: "open id", code: errno)
        }
        defer { Glibc.close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 18)
        guard Glibc.read(descriptor, &bytes, bytes.count) == 17, bytes[16] == UInt8(ascii: "\n") else {
            return nil
        }
        let digits = String(decoding: bytes.prefix(16), as: UTF8.self)
        return digits.allSatisfy { $0.isASCII && $0.isHexDigit } ? digits : nil
    }
}
