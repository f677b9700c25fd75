internal import Glibc

/// Where the rows go. Printing it in any way shows neither password nor parameters.
enum DatabaseAddress: Hashable, Sendable {
    /// An SQLite file.
    case sqlite(path: String)
    /// A PostgreSQL server.
    case postgres(ConnectionString)

    /// Reads an address; `nil` when it is none we can use. Relative SQLite paths stay relative.
    init?(parsing text: String) {
        if let path = Self.sqlitePath(text) {
            self = .sqlite(path: path)
        } else if let connection = ConnectionString(parsing: text) {
            self = .postgres(connection)
        } else {
            return nil
        }
    }

    /// What is wrong with an address; never repeats a part of it.
    static func complaint(about text: String) -> SettingKind.Complaint? {
        if let address = DatabaseAddress(parsing: text) {
            guard case .postgres(let connection) = address else { return nil }
            return connection.complaint
        }
        return SettingKind.Complaint(
            what: "it is not a database address harvestd can use (the value is not shown)",
            hint: "write postgresql://user:password@host:5432/database, with special characters"
                + " percent-encoded, or sqlite:///relative/file, or sqlite:////absolute/file")
    }

    /// Whether a password stands in it.
    var hasPassword: Bool {
        if case .postgres(let connection) = self { connection.hasPassword } else { false }
    }

    /// The directory that the rows need on this machine; `nil` when a server keeps them.
    var directory: String? {
        guard case .sqlite(let path) = self else { return nil }
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The same with the path of a file from the root, for whoever reads it in another directory.
    var rooted: DatabaseAddress {
        guard case .sqlite(let path) = self, !path.hasPrefix("/"), let here = realpath(".", nil) else {
            return self
        }
        defer { free(here) }
        let relative = path.hasPrefix("./") ? path.dropFirst(2) : path[...]
        return .sqlite(path: "\(String(cString: here))/\(relative)")
    }

    /// `sqlite:relative`, and SQLAlchemy's `sqlite:///relative` and `sqlite:////absolute`.
    private static func sqlitePath(_ text: String) -> String? {
        guard text.lowercased().hasPrefix("sqlite"), let colon = text.firstIndex(of: ":") else { return nil }
        let scheme = text[..<colon].lowercased()
        guard scheme == "sqlite" || scheme.hasPrefix("sqlite+") else { return nil }
        var path = text[text.index(after: colon)...]
        if path.hasPrefix("///") { path = path.dropFirst(3) }
        guard !path.isEmpty, !path.hasPrefix("//"), path != ":memory:", !path.utf8.contains(0) else {
            return nil
        }
        return String(path.prefix { $0 != "?" })
    }
}

extension DatabaseAddress: CustomStringConvertible {
    /// `sqlite data/harvest.sqlite3` or `postgresql://user@host:5432/database`.
    var description: String {
        switch self {
        case .sqlite(let path): "sqlite \(SafeText.oneLine(path))"
        case .postgres(let connection): connection.description
        }
    }
}
