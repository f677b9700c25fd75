internal import Glibc

/// Reads a small file whole, with its mode, and says in words why not.
struct SmallFile: Sendable {
    /// Why a file was not read.
    enum Failure: Error, Hashable {
        case missing
        case refused(String)
    }

    /// The most bytes that are read.
    static let largest = 1 << 20

    /// The content.
    let bytes: [UInt8]
    /// Permission bits.
    let mode: UInt32

    /// Whether others than the owner can read or write the file.
    var isOpenToOthers: Bool { mode & 0o066 != 0 }

    /// Reads a file. A directory, a device or a file of more than a megabyte is refused.
    init(path: String) throws(Failure) {
        // Without O_NONBLOCK a FIFO in place of the file would hang the program before it could say anything.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw errno == ENOENT || errno == ENOTDIR ? .missing : .refused(SystemText.error(errno))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .refused(SystemText.error(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .refused("it is not a regular file") }
        mode = status.st_mode & 0o7777
        bytes = try Self.content(of: descriptor)
    }

    private static func content(of descriptor: Int32) throws(Failure) -> [UInt8] {
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw .refused(SystemText.error(errno))
            }
            if count == 0 { return content }
            content += buffer[..<count]
            if content.count > largest { throw .refused("it is larger than \(largest) bytes") }
        }
    }
}
