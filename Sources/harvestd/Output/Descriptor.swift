internal import Glibc

/// One of the process's standard streams.
struct Descriptor: Sendable {
    /// Why text was not written.
    enum Failure: Error, Hashable {
        /// Whoever was reading has gone.
        case closed
        /// Anything else, by the system's number.
        case refused(Int32)
    }

    /// The stream's number.
    let number: Int32

    static let standardOutput = Descriptor(number: 1)
    static let standardError = Descriptor(number: 2)

    /// Whether a person looks at it.
    var isTerminal: Bool { isatty(number) == 1 }

    /// Device and inode, which tell whether it is the one systemd means.
    var identity: (device: UInt64, inode: UInt64)? {
        var status = stat()
        guard fstat(number, &status) == 0 else { return nil }
        return (UInt64(status.st_dev), UInt64(status.st_ino))
    }

    /// Writes all of it.
    func write(_ text: String) throws(Failure) {
        var text = text
        let failure: Failure? = text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while !rest.isEmpty {
                let count = Glibc.write(
                    number, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    return errno == EPIPE ? .closed : .refused(errno)
                }
            }
            return nil
        }
        if let failure { throw failure }
    }
}
