internal import Glibc

/// A call on the journal's files that failed.
struct DiskFault: Error, Hashable {
    /// What was called: `write`, `fsync`.
    let operation: String
    /// The error number of the system.
    let code: Int32

    /// Whether there was no space.
    var isFull: Bool { [ENOSPC, EDQUOT].contains(code) }

    /// Whether another process holds the lock.
    var isLocked: Bool { operation == "lock" && code == EAGAIN }

    /// `fsync: Input/output error`.
    var cause: String { "\(operation): \(String(cString: strerror(code)))" }

    /// Passes a result on; a negative one is an error number and becomes a fault.
    @discardableResult
    static func check(_ result: Int, _ operation: String) throws(DiskFault) -> Int {
        guard result < 0 else { return result }
        throw DiskFault(operation: operation, code: Int32(clamping: -result))
    }
}
