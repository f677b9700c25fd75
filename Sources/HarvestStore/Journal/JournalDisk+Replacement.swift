internal import Glibc

extension JournalDisk {
    /// Puts a file with these bytes in the place of the one before, for good; whoever reads finds one or the
    /// other.
    func replace(
        _ path: String, in folder: JournalFolder, with bytes: [UInt8]
    ) throws(DiskFault) {
        let draft = path + ".part"
        // Left behind by a process that was killed here; when there is none, that is as well.
        _ = remove(draft)
        let descriptor = Int32(try DiskFault.check(create(draft), "open"))
        let written = bytes.withUnsafeBytes { write($0, to: descriptor) }
        let synced = sync(descriptor)
        close(descriptor)
        // So few bytes are written in part only when there is no room for the others.
        let isShort = (0..<bytes.count).contains(written)
        try DiskFault.check(isShort ? -Int(ENOSPC) : written, "write")
        try DiskFault.check(synced, "fsync")
        try DiskFault.check(rename(draft, to: path), "rename")
        try DiskFault.check(syncDirectory(folder.path), "fsync")
    }
}
