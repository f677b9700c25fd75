internal import Glibc

/// Looks at a directory without changing anything.
enum DirectoryProbe {
    /// What is wrong, and what to do.
    struct Fault: Hashable, Sendable {
        let what: String
        let hint: String
    }

    /// What is wrong with a directory that is to hold files; `nil` when nothing is. One that does not exist
    /// is fine when it can be made.
    static func fault(of path: String) -> Fault? {
        var status = stat()
        guard stat(path, &status) == 0 else { return faultOfMissing(path, errno) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            return Fault(what: "it is not a directory", hint: "name a directory with --data-dir")
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else {
            return Fault(
                what: "it cannot be written: \(SystemText.error(errno))",
                hint: "make it writable for this user, or name another with --data-dir")
        }
        return nil
    }

    /// Bytes free for this user on the file system of a path, or of the nearest directory above it that
    /// exists.
    static func freeBytes(at path: String) -> Int? { space(at: path)?.free }

    /// Bytes free for this user, and all bytes, of the file system of a path.
    static func space(at path: String) -> (free: Int, total: Int)? {
        var status = statvfs()
        guard statvfs(existingAncestor(of: path), &status) == 0 else { return nil }
        let unit = Int(status.f_frsize)
        return (Int(status.f_bavail) * unit, Int(status.f_blocks) * unit)
    }

    /// Whether something stands at the path.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    /// Whether a file stands at the path that is not empty.
    static func holdsBytes(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_size > 0
    }

    private static func faultOfMissing(_ path: String, _ number: Int32) -> Fault? {
        guard number == ENOENT else {
            return Fault(
                what: "it cannot be reached: \(SystemText.error(number))",
                hint: "name another with --data-dir")
        }
        let ancestor = existingAncestor(of: path)
        guard access(ancestor, W_OK | X_OK) != 0 else { return nil }
        let why = SystemText.error(errno)
        return Fault(
            what: "it does not exist and cannot be made in \(SafeText.oneLine(ancestor)): \(why)",
            hint: "make it and give it to this user, or name another with --data-dir")
    }

    /// The path, or the nearest directory above it that exists.
    private static func existingAncestor(of path: String) -> String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: true)
        let root = path.hasPrefix("/") ? "/" : ""
        while !parts.isEmpty {
            let candidate = root + parts.joined(separator: "/")
            if exists(candidate) { return candidate }
            parts.removeLast()
        }
        return root.isEmpty ? "." : root
    }
}
