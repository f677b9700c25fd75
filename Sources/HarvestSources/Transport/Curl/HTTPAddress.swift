/// An address that was checked: https anywhere, http on this machine only, without user and password.
///
/// It is taken apart by libcurl's own parser, so that what was checked is what will be asked.
struct HTTPAddress: Hashable {
    /// The longest address that is sent, in bytes.
    static let byteLimit = 64 << 10

    /// The address as text.
    let text: String
    /// `https` or `http`.
    let scheme: String
    /// Host name or number, as errors name it; with the port when it is not the scheme's own.
    let host: String
    /// What connections belong to: scheme, host and port.
    let origin: String
    /// Whether it is this machine.
    let isLoopback: Bool

    /// Checks an address; throws `badURL`.
    init(_ text: String) throws(TransportError) {
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        guard isPlain, text.utf8.count <= Self.byteLimit else {
            throw TransportError(.badURL, host: "unknown", cause: "not percent-encoded, or too long")
        }
        guard let parts = CurlAddressParts(text) else {
            throw TransportError(.badURL, host: "unknown", cause: "not an address")
        }
        let isDefaultPort = parts.port == (parts.scheme == "https" ? "443" : "80")
        self.text = text
        scheme = parts.scheme
        host = isDefaultPort ? parts.host : "\(parts.host):\(parts.port)"
        origin = "\(parts.scheme)://\(parts.host):\(parts.port)"
        isLoopback = Self.isLoopback(parts.host)
        guard !parts.hasUser else { throw TransportError(.badURL, host: host, cause: "user in the address") }
        guard scheme == "https" || (scheme == "http" && isLoopback) else {
            throw TransportError(.badURL, host: host, cause: "scheme \(scheme)")
        }
    }

    /// Where a `Location` value leads from here; throws `redirect` when that is another origin.
    func redirected(to location: String) throws(TransportError) -> HTTPAddress {
        let isPlain = location.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        guard isPlain, let target = CurlAddressParts.resolve(location, from: text) else {
            throw TransportError(.redirect, host: host, cause: "not an address")
        }
        let address = try HTTPAddress(target)
        guard address.origin == origin else {
            throw TransportError(.redirect, host: host, cause: "to \(address.host)")
        }
        return address
    }

    // Only numbers and the one name that libcurl never looks up count: 127.example.com is not this machine.
    private static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
