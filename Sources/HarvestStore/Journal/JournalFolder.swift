internal import Glibc
internal import HarvestCore

/// The directory of a journal.
struct JournalFolder: Hashable, Sendable {
    /// Its path as it was given.
    let path: String

    /// The path of a segment.
    func path(of name: JournalSegmentName) -> String { "\(path)/\(name.text)" }

    /// The path of the file whose lock says that the journal is open.
    var lockPath: String { "\(path)/lock" }

    /// The path of the file that says how far the store has come.
    var markPath: String { "\(path)/stored" }

    /// The path of the file that says which journal this is.
    var identityPath: String { "\(path)/id" }

    /// The segments in order; other files are nobody's business.
    func names() throws -> [JournalSegmentName] {
        guard let stream = opendir(path) else { throw DiskFault(operation: "opendir", code: errno) }
        defer { closedir(stream) }
        var names: [JournalSegmentName] = []
        while let entry = readdir(stream) {
            let text = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let name = JournalSegmentName(text) { names.append(name) }
        }
        return names.sorted()
    }

    /// The size of a segment, in bytes; `nil` when it is not there.
    func size(of name: JournalSegmentName) -> Int? {
        var facts = stat()
        return lstat(path(of: name), &facts) == 0 ? Int(facts.st_size) : nil
    }

    /// Whether a segment is certainly not there.
    func isMissing(_ name: JournalSegmentName) -> Bool {
        var facts = stat()
        return lstat(path(of: name), &facts) != 0 && errno == ENOENT
    }

    /// Makes the directory and those above it, for its owner alone.
    func create() throws {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made == "/" ? String(part) : "/" + part
            guard mkdir(made, 0o750) != 0, errno != EEXIST else { continue }
            throw DiskFault(operation: "mkdir", code: errno)
        }
    }
}
