internal import CMicrohttpd
internal import Glibc

/// Finds out whether a port of this machine is free, by taking it and giving it back at once.
enum PortProbe {
    /// The system's number of what stands against it; `nil` when it is free.
    static func obstacle(at address: StatusAddress) -> Int32? {
        var storage = sockaddr_storage()
        guard harvest_mhd_loopback(address.host, address.port, &storage) != 0 else { return EADDRNOTAVAIL }
        let family = Int32(storage.ss_family)
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        var isOn: Int32 = 1
        // As the server does: connections that ended a moment ago are no obstacle.
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
        let length = family == AF_INET ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
        let result = withUnsafePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(length)) == 0 && listen(descriptor, 1) == 0
            }
        }
        return result ? nil : errno
    }
}
