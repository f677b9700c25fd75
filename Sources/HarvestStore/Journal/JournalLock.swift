internal import Glibc

/// The lock that lets one process write a journal. The kernel gives it back when the process ends, however.
final class JournalLock {
    private let descriptor: Int32

    /// Takes the lock, or throws: it never waits.
    init(_ folder: JournalFolder) throws {
        descriptor = open(folder.lockPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else { throw DiskFault(operation: "open lock", code: errno) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK else { throw DiskFault(operation: "flock", code: errno) }
            throw JournalError.locked(folder.path)
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
