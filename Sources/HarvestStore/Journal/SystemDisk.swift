internal import Glibc

/// The calls of the operating system.
struct SystemDisk: JournalDisk {
    func create(_ path: String) -> Int {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW | O_CLOEXEC
        return Self.result { Glibc.open(path, flags, 0o640) }
    }

    func open(_ path: String) -> Int {
        Self.result { Glibc.open(path, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC) }
    }

    func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int {
        let count = Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        return count < 0 ? -Int(errno) : count
    }

    /// Not called again when a signal came between: after a failed fsync the pages may be gone.
    func sync(_ descriptor: Int32) -> Int { fsync(descriptor) < 0 ? -Int(errno) : 0 }

    func truncate(_ descriptor: Int32, to size: Int) -> Int { Self.result { ftruncate(descriptor, size) } }

    func close(_ descriptor: Int32) { Glibc.close(descriptor) }

    func syncDirectory(_ path: String) -> Int {
        let descriptor = Self.result { Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { return descriptor }
        defer { Glibc.close(Int32(descriptor)) }
        return sync(Int32(descriptor))
    }

    func rename(_ path: String, to other: String) -> Int { Self.result { Glibc.rename(path, other) } }

    func remove(_ path: String) -> Int {
        let result = Self.result { unlink(path) }
        return result == -Int(ENOENT) ? 0 : result
    }

    func space(of directory: String) -> JournalSpace? {
        var facts = statvfs()
        guard statvfs(directory, &facts) == 0 else { return nil }
        let unit = Int(clamping: facts.f_frsize)
        return JournalSpace(
            available: Int(clamping: facts.f_bavail).multipliedReportingOverflow(by: unit).partialValue,
            total: Int(clamping: facts.f_blocks).multipliedReportingOverflow(by: unit).partialValue)
    }

    /// Calls again when a signal came between.
    private static func result(_ call: () -> Int32) -> Int {
        while true {
            let result = call()
            if result >= 0 { return Int(result) }
            if errno != EINTR { return -Int(errno) }
        }
    }
}
