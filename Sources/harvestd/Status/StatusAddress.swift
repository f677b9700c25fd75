/// Where the status server listens: a port of this machine. There is no way to listen on another address,
/// because who reads the pages reads names of accounts and texts of errors, and nobody is asked for a
/// password.
struct StatusAddress: Hashable, Sendable, CustomStringConvertible {
    /// A loopback address in digits.
    let host: String
    /// The port; zero lets the system choose.
    let port: UInt16

    /// The word that switches the server off.
    static let off = "off"

    /// Reads `127.0.0.1:9187`, `[::1]:9187` or `localhost:9187`; `nil` for `off` and for anything else.
    init?(parsing text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]),
            let host = Self.loopback(text[..<colon])
        else { return nil }
        self.host = host
        self.port = port
    }

    /// Names an address that is known to be good.
    init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// What is wrong with a value; `nil` when nothing is.
    static func complaint(about text: String) -> SettingKind.Complaint? {
        if text.lowercased() == off || StatusAddress(parsing: text) != nil { return nil }
        guard let colon = text.lastIndex(of: ":"), UInt16(text[text.index(after: colon)...]) != nil else {
            return .init(what: "it is an address and a port, or off", hint: "write 127.0.0.1:9187")
        }
        return .init(
            what: "the status page is for this machine only, because it asks nobody for a password",
            hint:
                "listen on 127.0.0.1 and forward the port by ssh -L, or put a proxy with a password before it"
        )
    }

    /// `127.0.0.1:9187`, `[::1]:9187`.
    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// The digits of a name or address of this machine; `nil` for any other.
    static func loopback(_ name: Substring) -> String? {
        if name.lowercased() == "localhost" { return "127.0.0.1" }
        if name == "[::1]" { return "::1" }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        let isLoopback = parts.count == 4 && parts[0] == "127" && parts.allSatisfy(isOctet)
        return isLoopback ? String(name) : nil
    }

    /// A number from 0 to 255 as it is written: no sign and no leading zero, which some read as octal.
    private static func isOctet(_ text: Substring) -> Bool { UInt8(text).map { String($0) == text } ?? false }
}
