internal import Glibc

/// The lock on a file that lets one process do something, such as writing a journal or a database. The kernel
/// gives it back when the process ends, however. The file stays: a name that came and went could be locked
/// twice.
final class FileLock {
    private let descriptor: Int32

    /// Takes the lock, or throws: it never waits.
    init(_ path: String) throws(DiskFault) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else { throw DiskFault(operation: "open lock", code: errno) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            throw DiskFault(operation: "flock", code: errno)
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
