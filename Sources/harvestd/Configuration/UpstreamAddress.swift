/// The address of an upstream service. Only https leaves this machine; http is for a simulator on loopback.
enum UpstreamAddress {
    /// What is wrong with an address; `nil` when nothing is.
    static func complaint(about text: String) -> SettingKind.Complaint? {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let (scheme, rest) = split(text) else {
            return wrong("it is an address such as https://host or http://127.0.0.1:8080")
        }
        let authority = rest.prefix { $0 != "/" }
        if rest.contains("?") || rest.contains("#") { return wrong("it has no query and no fragment") }
        if authority.contains("@") { return wrong("it carries no user or password") }
        guard let host = host(of: authority) else { return wrong("its host or port is wrong") }
        if scheme == "http", !isLoopback(host) {
            return SettingKind.Complaint(
                what: "http is only taken for this machine", hint: "write https://\(authority)")
        }
        return nil
    }

    /// The address without a slash at its end.
    static func normalised(_ text: String) -> String {
        var address = text
        while address.hasSuffix("/") { address.removeLast() }
        return address
    }

    private static func wrong(_ what: String) -> SettingKind.Complaint {
        SettingKind.Complaint(what: what, hint: nil)
    }

    private static func split(_ text: String) -> (scheme: String, rest: Substring)? {
        for scheme in ["https", "http"] where text.lowercased().hasPrefix("\(scheme)://") {
            return (scheme, text.dropFirst(scheme.count + 3))
        }
        return nil
    }

    private static func host(of authority: Substring) -> String? {
        var host = authority
        if let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") {
            guard let port = Int(authority[authority.index(after: colon)...]), (1...65_535).contains(port)
            else { return nil }
            host = authority[..<colon]
        }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        let name = isBracketed ? host.dropFirst().dropLast() : host
        let isFit = name.utf8.allSatisfy { isHostByte($0) || (isBracketed && $0 == 0x3A) }
        return isFit && !name.isEmpty && name.utf8.count <= 253 ? String(name).lowercased() : nil
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E: true
        default: false
        }
    }

    private static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
