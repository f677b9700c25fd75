public import HarvestCore

extension TransportError {
    /// The ways a request can fail. The number is the last part of the code and never changes.
    public enum Kind: Int, Hashable, Sendable, CaseIterable {
        /// The host's name could not be resolved.
        case dns = 1
        /// Nobody listens at the address, or no way leads there.
        case refused = 2
        /// No connection within the deadline.
        case connectTimeout = 3
        /// The TLS handshake broke off.
        case tlsFailed = 4
        /// The certificate is not valid at this time.
        case tlsExpired = 5
        /// The certificate is for another host.
        case tlsWrongHost = 6
        /// The certificate leads to no authority we trust.
        case tlsUntrusted = 7
        /// No byte of an answer within the deadline.
        case firstByteTimeout = 8
        /// No whole answer within the deadline.
        case totalTimeout = 9
        /// The answer came more slowly than allowed.
        case tooSlow = 10
        /// The connection broke.
        case reset = 11
        /// The body is shorter than announced, or its gzip stream has no end.
        case cutShort = 12
        /// More bytes over the wire than allowed.
        case wireLimit = 13
        /// More bytes after inflation than allowed.
        case decodedLimit = 14
        /// The body inflates more than any honest one.
        case ratioLimit = 15
        /// The body does not inflate.
        case badEncoding = 16
        /// The body has a content coding that was not asked for.
        case unknownEncoding = 17
        /// More header fields than allowed.
        case headerLimit = 18
        /// What came is not HTTP.
        case malformed = 19
        /// A redirect led to another host, or there were too many.
        case redirect = 20
        /// The address is none, or not one we may ask.
        case badURL = 21
        /// A header field cannot be sent.
        case badHeader = 22
        /// A certificate file given in the configuration cannot be read.
        case badCertificateFile = 23
        /// Too many requests wait already.
        case queueFull = 24
        /// The transport does not run.
        case notRunning = 25
        /// The transport ended while the request was under way.
        case cancelled = 26
        /// libcurl itself failed.
        case engine = 27
    }
}

extension TransportError.Kind {
    /// What happened, as the end of a sentence that begins with the host.
    var phrase: String { facts.phrase }

    /// What the program should do.
    public var advice: Advice { facts.advice }

    /// What a person can do.
    public var remedy: String? { facts.remedy }

    private typealias Facts = (phrase: String, advice: Advice, remedy: String?)

    private static let again = Advice.retry(after: nil)

    // One place for all three, so that no kind can be added without deciding them.
    private var facts: Facts {
        switch self {
        case .dns, .refused, .connectTimeout, .tlsFailed, .tlsExpired, .tlsWrongHost, .tlsUntrusted:
            connecting
        case .firstByteTimeout, .totalTimeout, .tooSlow, .reset, .cutShort: receiving
        case .wireLimit, .decodedLimit, .ratioLimit, .headerLimit, .badEncoding, .unknownEncoding,
            .malformed, .redirect:
            reading
        case .badURL, .badHeader, .badCertificateFile, .queueFull, .notRunning, .cancelled, .engine: asking
        }
    }

    private var connecting: Facts {
        switch self {
        case .dns: ("its name was not resolved", Self.again, "Check the host's name and this machine's DNS.")
        case .refused: ("the connection was refused", Self.again, "Check the address and the way there.")
        case .connectTimeout:
            ("no connection within the deadline", Self.again, "Check the network, proxy and firewall.")
        case .tlsExpired:
            (
                "its certificate is not valid now", .stop,
                "Check this machine's clock; else wait for the owner."
            )
        case .tlsWrongHost:
            ("its certificate is for another host", .stop, "Check the address; something may be in between.")
        case .tlsUntrusted:
            (
                "its certificate is not trusted", .stop,
                "Install ca-certificates, or give your own authority's file; checks cannot be turned off."
            )
        default: ("the TLS handshake failed", Self.again, "Check the proxy, and that the server has TLS 1.2.")
        }
    }

    private var receiving: Facts {
        let busy = "The service may be busy; it is tried again."
        return switch self {
        case .firstByteTimeout: ("no answer began within the deadline", Self.again, busy)
        case .totalTimeout: ("no whole answer within the deadline", Self.again, busy)
        case .tooSlow: ("the answer came too slowly", Self.again, busy)
        case .cutShort: ("the answer was cut short", Self.again, nil)
        default: ("the connection broke", Self.again, nil)
        }
    }

    private var reading: Facts {
        let odd = "Look at what the address answers; it may not be the service it should be."
        return switch self {
        case .wireLimit: ("the answer is longer than allowed", .skip, odd)
        case .decodedLimit: ("the answer inflates to more than allowed", .skip, odd)
        case .ratioLimit: ("the answer inflates like a bomb", .skip, odd)
        case .headerLimit: ("the answer has more header fields than allowed", .skip, odd)
        case .badEncoding: ("the answer does not inflate", Self.again, odd)
        case .unknownEncoding: ("the answer has a coding that was not asked for", .skip, odd)
        case .redirect: ("a redirect was not followed", .stop, "Check the address in the configuration.")
        default: ("the answer is not HTTP", Self.again, odd)
        }
    }

    private var asking: Facts {
        switch self {
        case .badURL:
            ("the address cannot be asked", .stop, "Use https://; http:// is for this machine only.")
        case .badHeader: ("a header field cannot be sent", .stop, nil)
        case .badCertificateFile:
            ("a certificate file cannot be read", .stop, "Check the file's path and form.")
        case .queueFull: ("too many requests wait already", Self.again, "Ask for less at a time.")
        case .notRunning: ("the transport does not run", Self.again, nil)
        case .cancelled: ("the transport ended before the answer", .stop, nil)
        default: ("the transport failed", .reconnect, nil)
        }
    }
}
