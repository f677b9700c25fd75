internal import Glibc

/// The file of a SQLite database: whether it is there, whether it can be, and making it.
struct SQLiteFile: Hashable, Sendable {
    /// The path as it was given, for messages.
    let given: String
    /// The path as SQLite gets it: never one of the names to which it gives a meaning, such as `:memory:`.
    let path: String

    init(_ path: String) {
        given = path
        self.path = path.hasPrefix("/") ? path : "./" + path
    }

    /// The directory that holds the file.
    var directory: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The file whose lock says that a service writes the database: beside the database itself, by whichever
    /// links it was reached.
    var leasePath: String {
        guard let real = realpath(path, nil) else { return path + "-lease" }
        defer { free(real) }
        return String(cString: real) + "-lease"
    }

    /// Whether the file is there; throws when something else is, or when it cannot be told.
    func exists() throws(StoreError) -> Bool {
        guard !given.isEmpty, !given.utf8.contains(0), !given.hasSuffix("/") else {
            throw .unusablePath(given, cause: "not the name of a file")
        }
        var facts = stat()
        guard stat(path, &facts) == 0 else {
            if errno == ENOENT { return false }
            throw .file(given, errno: errno)
        }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw .unusablePath(given, cause: "there is a directory or device, not a file")
        }
        return true
    }

    /// Whether a write-ahead log with content lies beside the file: somebody writes, or ended unclosed.
    var hasLog: Bool {
        var facts = stat()
        return stat(path + "-wal", &facts) == 0 && facts.st_size > 0
    }

    /// Whether the file's header says that changes go to a write-ahead log; `PRAGMA journal_mode` does not
    /// tell it of a file that is opened as immutable.
    var isWriteAheadLogged: Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var header = [UInt8](repeating: 0, count: 20)
        return read(descriptor, &header, header.count) == header.count && header[18] == 2 && header[19] == 2
    }

    /// The path as an address that lets SQLite read the file without locks and without files beside it.
    static func immutableAddress(of path: String) -> String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
        let encoded = path.utf8.map { byte in
            if plain.contains(byte) { return String(UnicodeScalar(byte)) }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return "file:" + encoded.joined() + "?immutable=1"
    }

    /// Makes the file, readable for its owner only, and the directories on the way to it.
    func create() throws(StoreError) {
        guard try !exists() else { return }
        try Self.createDirectory(directory, for: given)
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else if errno != EEXIST {
            throw .file(given, errno: errno)
        }
        try syncDirectory()
    }

    /// Whether this program may write the file, or make it when it is not there.
    var isWritable: Bool {
        let target = access(path, F_OK) == 0 ? path : Self.nearestDirectory(of: directory)
        return access(target, W_OK) == 0 && access(Self.nearestDirectory(of: directory), W_OK) == 0
    }

    /// Whether people other than the owner may read the file.
    var isReadableByOthers: Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & 0o077 != 0
    }

    /// Makes the file's entry in its directory survive a power cut.
    private func syncDirectory() throws(StoreError) {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .file(given, errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .file(given, errno: errno) }
    }

    private static func createDirectory(_ directory: String, for file: String) throws(StoreError) {
        var missing: [String] = []
        var candidate = directory
        while access(candidate, F_OK) != 0, errno == ENOENT, let slash = candidate.lastIndex(of: "/"),
            slash != candidate.startIndex
        {
            missing.append(candidate)
            candidate = String(candidate[..<slash])
        }
        for path in missing.reversed() {
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .file(file, errno: errno) }
        }
    }

    /// The directory itself, or the deepest one above it that is there.
    private static func nearestDirectory(of directory: String) -> String {
        var candidate = directory
        while access(candidate, F_OK) != 0, let slash = candidate.lastIndex(of: "/"),
            slash != candidate.startIndex
        {
            candidate = String(candidate[..<slash])
        }
        return candidate
    }
}
