extension HTTPRequest {
    /// Fields the transport writes itself, in lower case.
    private static let reserved: Set<String> = [
        "accept-encoding", "connection", "content-length", "expect", "host", "te", "transfer-encoding",
        "upgrade",
    ]

    /// Throws `badHeader` for a field that is not ours to send or that would break out of its line.
    func checkFields() throws(TransportError) {
        for field in headers.fields {
            guard Self.isName(field.name), !Self.reserved.contains(field.name.lowercased()),
                field.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
            else {
                // Only a name that is one is repeated; values may be secrets.
                let name = Self.isName(field.name) ? field.name : "a name with other characters"
                throw TransportError(.badHeader, host: "request", cause: name)
            }
        }
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }
}
