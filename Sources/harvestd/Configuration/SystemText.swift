internal import Glibc

/// What the system calls an error.
enum SystemText {
    /// `Permission denied` for EACCES.
    static func error(_ number: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard let text = strerror_r(number, &buffer, buffer.count) else { return "error \(number)" }
        return String(cString: text)
    }
}
