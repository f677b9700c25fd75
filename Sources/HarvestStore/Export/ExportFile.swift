internal import Glibc
internal import HarvestCore

/// The file an export is written to: first under a hidden name beside the final one, then, whole and synced,
/// under that one. A descriptor is written straight.
///
/// Only a killed program leaves the hidden file behind; it is named after its process.
final class ExportFile {
    private let target: ExportTarget
    private let descriptor: Int32
    /// The hidden name; `nil` when the target is a descriptor or the file has its name.
    private var temporary: String?
    /// Bytes written.
    private(set) var byteCount = 0

    init(_ target: ExportTarget) throws {
        self.target = target
        switch target {
        case .descriptor(let open): descriptor = open
        case .file(let path, let isForced):
            try Self.check(path, isForced: isForced)
            (temporary, descriptor) = try Self.create(beside: path)
        }
    }

    deinit { discard() }

    /// Writes all bytes.
    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(errno, target.label) }
            rest = rest.dropFirst(count)
            byteCount += count
        }
    }

    /// Makes the file durable and gives it its name.
    func publish() throws {
        guard case .file(let path, let isForced) = target, let temporary else { return }
        guard fsync(descriptor) == 0 else { throw Self.failure(errno, path) }
        // Looked at again, because something may have come to stand there meanwhile.
        try Self.check(path, isForced: isForced)
        try give(temporary, theName: path, isForced: isForced)
        self.temporary = nil
        close(descriptor)
        try Self.syncDirectory(of: path)
    }

    private func give(_ temporary: String, theName path: String, isForced: Bool) throws {
        // Unlike a rename, a link never replaces what is there. Some file systems have none.
        if !isForced {
            if link(temporary, path) == 0 {
                unlink(temporary)
                return
            }
            if errno == EEXIST { throw ExportError.targetExists(path) }
            guard errno == EPERM || errno == ENOTSUP else { throw Self.failure(errno, path) }
        }
        guard rename(temporary, path) == 0 else { throw Self.failure(errno, path) }
    }

    /// Takes the hidden file away; does nothing once the file has its name.
    func discard() {
        guard let temporary else { return }
        self.temporary = nil
        close(descriptor)
        unlink(temporary)
    }

    private static func check(_ path: String, isForced: Bool) throws {
        guard !path.isEmpty, !path.utf8.contains(0), !path.hasSuffix("/") else {
            throw ExportError.targetNotAFile(path, "no name of a file")
        }
        var facts = stat()
        guard lstat(path, &facts) == 0 else {
            guard errno == ENOENT else { throw failure(errno, path) }
            return
        }
        switch facts.st_mode & S_IFMT {
        case S_IFREG: if !isForced { throw ExportError.targetExists(path) }
        case S_IFDIR: throw ExportError.targetNotAFile(path, "a directory")
        case S_IFLNK: throw ExportError.targetNotAFile(path, "a symbolic link")
        default: throw ExportError.targetNotAFile(path, "a device, pipe or socket")
        }
    }

    private static func create(beside path: String) throws -> (name: String, descriptor: Int32) {
        let (directory, name) = parts(of: path)
        for attempt in 0..<100 {
            let temporary = "\(directory)/.\(name).\(getpid()).\(attempt).part"
            let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
            let descriptor = open(temporary, flags, 0o666)
            if descriptor >= 0 { return (temporary, descriptor) }
            guard errno == EEXIST else { throw failure(errno, path) }
        }
        throw ExportError.unwritable(path, cause: "unfinished exports stand in the way: .\(name).*.part")
    }

    private static func syncDirectory(of path: String) throws {
        let descriptor = open(parts(of: path).directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(errno, path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(errno, path) }
    }

    private static func parts(of path: String) -> (directory: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let name = String(path[path.index(after: slash)...])
        return (slash == path.startIndex ? "/" : String(path[..<slash]), name)
    }

    private static func failure(_ code: Int32, _ path: String) -> any Error {
        let cause = String(cString: strerror(code))
        switch code {
        case ENOSPC, EDQUOT, EFBIG: return StoreError.diskFull(path, cause: cause)
        case EPIPE: return ExportError.readerGone(path)
        case EIO: return StoreError.disk(path, cause: cause)
        default: return ExportError.unwritable(path, cause: cause)
        }
    }
}
