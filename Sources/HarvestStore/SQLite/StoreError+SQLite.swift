internal import CSQLite
internal import Glibc
internal import HarvestCore

extension StoreError {
    /// The error for a result code. `code` is the extended one; `detail` is SQLite's message, which holds no
    /// secrets because SQLite knows none.
    static func sqlite(
        _ code: Int32, errno systemError: Int32, detail: String, store: String, busyTimeout: Duration
    ) -> StoreError {
        let cause = "SQLite \(code): \(detail)"
        switch code & 0xFF {
        case SQLITE_FULL: return .diskFull(store, cause: cause)
        case SQLITE_BUSY, SQLITE_LOCKED: return .busy(store, waited: busyTimeout, cause: cause)
        case SQLITE_READONLY: return .readOnly(store, cause: cause)
        case SQLITE_PERM, SQLITE_AUTH: return .permission("writing \(store)", cause: cause)
        case SQLITE_CORRUPT: return .corrupt(store, cause: cause)
        case SQLITE_NOTADB: return .notADatabase(store, cause: cause)
        case SQLITE_CONSTRAINT: return .constraint(store, cause: cause)
        case SQLITE_INTERRUPT: return .cancelled("a statement on \(store)", cause: cause)
        case SQLITE_NOMEM: return .exhausted("memory", cause: cause)
        case SQLITE_CANTOPEN, SQLITE_IOERR:
            return file(store, errno: systemError, cause: cause)
        default: return .failed("a statement on \(store)", cause: cause)
        }
    }

    /// The error for a failed call of the operating system on the database's file or directory.
    static func file(_ store: String, errno code: Int32, cause: String? = nil) -> StoreError {
        let system = String(cString: strerror(code))
        let cause = cause.map { "\($0) (\(system))" } ?? system
        switch code {
        case ENOSPC, EDQUOT: return .diskFull(store, cause: cause)
        case EROFS: return .readOnly(store, cause: cause)
        case EACCES, EPERM: return .permission("opening or writing \(store)", cause: cause)
        case EMFILE, ENFILE, ENOMEM: return .exhausted("file descriptor or memory", cause: cause)
        case EISDIR, ENOTDIR, ENOENT, ENAMETOOLONG, ELOOP, ENXIO: return .unusablePath(store, cause: cause)
        default: return .disk(store, cause: cause)
        }
    }
}
