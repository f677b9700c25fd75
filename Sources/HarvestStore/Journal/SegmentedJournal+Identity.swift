internal import Glibc
internal import HarvestCore

/// What tells one journal from every other, whichever directory it is found in: a store that has seen several
/// must not take the numbers of one for those of another.
extension SegmentedJournal {
    /// The journal's identity, 16 hexadecimal digits in the file `id`. One that has none, or whose file was
    /// not written to its end, gets `drawn`. It is on the disk when this returns. Throws `JournalError`.
    public func identity(orElse drawn: UInt64) throws -> String {
        do {
            if let identity = try keptIdentity() {
                try syncIdentity()
                return identity
            }
            // Nobody has used what cannot be read.
            _ = disk.remove(folder.identityPath)
            let identity = Hexadecimal.text(of: drawn)
            do { try keep(identity) } catch {
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

    private func keep(_ identity: String) throws {
        let descriptor = Int32(try DiskFault.check(disk.create(folder.identityPath), "create id"))
        defer { disk.close(descriptor) }
        let bytes = Array((identity + "\n").utf8)
        var written = 0
        while written < bytes.count {
            written += try bytes[written...].withUnsafeBytes {
                try DiskFault.check(disk.write($0, to: descriptor), "write id")
            }
        }
        try DiskFault.check(disk.sync(descriptor), "fsync id")
        try DiskFault.check(disk.syncDirectory(folder.path), "fsync directory")
    }

    /// The process that wrote it may have been killed before it reached the disk.
    private func syncIdentity() throws {
        let descriptor = Int32(try DiskFault.check(disk.open(folder.identityPath), "open id"))
        defer { disk.close(descriptor) }
        try DiskFault.check(disk.sync(descriptor), "fsync id")
        try DiskFault.check(disk.syncDirectory(folder.path), "fsync directory")
    }
}
