internal import Glibc

/// The lock on a file that lets one process do something, such as writing a journal or a database. The kernel
/// gives it back when the process ends, however. The file stays: a name that came and went could be locked
/// twice.
///
/// It is a lock of the open file (fcntl's OFD locks), because that one can be asked for without being taken.
final class FileLock {
    // F_OFD_GETLK and F_OFD_SETLK of Linux on every processor; Swift does not see their names.
    private static let (asking, taking): (Int32, Int32) = (36, 37)

    private let descriptor: Int32

    /// Takes the lock, or throws: it never waits.
    init(_ path: String) throws(DiskFault) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else { throw DiskFault(operation: "open lock", code: errno) }
        var wish = Self.wholeFile
        while fcntl(descriptor, Self.taking, &wish) != 0 {
            if errno == EINTR { continue }
            throw DiskFault(operation: "lock", code: errno)
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Whether somebody holds the lock of a file. This only asks: taking it to find out would keep out a
    /// process that begins at that moment.
    static func isHeld(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var wish = wholeFile
        return fcntl(descriptor, asking, &wish) == 0 && wish.l_type != Int16(F_UNLCK)
    }

    private static var wholeFile: flock {
        var wish = flock()
        wish.l_type = Int16(F_WRLCK)
        wish.l_whence = Int16(SEEK_SET)
        return wish
    }
}
