internal import CCurl

extension CurlHandle {
    /// Sets everything a request needs. Peer and host are always verified: there is no option against it.
    func set(
        _ request: HTTPRequest, to address: HTTPAddress, configuration: CurlTransport.Configuration
    ) throws(TransportError) {
        try set(CURLOPT_URL, address.text)
        try set(CURLOPT_PROTOCOLS_STR, address.scheme)
        try setSafety(isLoopback: address.isLoopback)
        if let file = configuration.certificateFile {
            // The directory of the system's authorities stays in force beside this file.
            try set(CURLOPT_CAINFO, file)
        }
        try set(CURLOPT_USERAGENT, configuration.userAgent)
        try set(CURLOPT_CONNECTTIMEOUT_MS, Int(max(1, request.deadlines.connect / .milliseconds(1))))
        try set(lines: Self.lines(of: request))
        if request.method == .post { try set(body: request.body ?? []) }
    }

    private func setSafety(isLoopback: Bool) throws(TransportError) {
        let options: [(CURLoption, Int)] = [
            (CURLOPT_NOSIGNAL, 1),
            (CURLOPT_SSL_VERIFYPEER, 1),
            (CURLOPT_SSL_VERIFYHOST, 2),
            (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
            (CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)),
            // The body comes as it is on the wire, so that it can be counted before and after inflation.
            (CURLOPT_HTTP_CONTENT_DECODING, 0),
            (CURLOPT_SUPPRESS_CONNECT_HEADERS, 1),
            (CURLOPT_TCP_KEEPALIVE, 1),
            // Without it, giving up a transfer waits for the name server on this thread, and all others with
            // it.
            (CURLOPT_QUICK_EXIT, 1),
        ]
        for (option, value) in options { try set(option, value) }
        // What stays on this machine never goes through a proxy.
        if isLoopback { try set(CURLOPT_NOPROXY, "*") }
    }

    private static func lines(of request: HTTPRequest) -> [String] {
        // "Expect:" without a value keeps libcurl from asking leave to send a long body.
        var lines = ["Accept-Encoding: gzip", "Expect:"]
        // libcurl would call a body a form when nothing else is said.
        if request.method == .post, request.headers["Content-Type"] == nil { lines.append("Content-Type:") }
        // A field with an empty value is written with a semicolon; with a colon libcurl would drop it.
        return lines
            + request.headers.fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
    }
}
