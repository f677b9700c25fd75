internal import CCurl

extension TransportError.Kind {
    /// The kind of a failure by libcurl's code, and by OpenSSL's where the certificate was refused.
    init(_ code: CURLcode, certificateResult: Int) {
        self =
            switch code {
            case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .dns
            case CURLE_COULDNT_CONNECT, CURLE_PROXY: .refused
            // The only deadline libcurl keeps here is the one for connecting.
            case CURLE_OPERATION_TIMEDOUT: .connectTimeout
            case CURLE_SSL_CONNECT_ERROR: .tlsFailed
            case CURLE_PEER_FAILED_VERIFICATION: Self(certificateResult: certificateResult)
            case CURLE_SSL_CACERT_BADFILE: .badCertificateFile
            case CURLE_PARTIAL_FILE: .cutShort
            case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
                .reset
            case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING: .malformed
            // What libcurl calls out of memory is a header line longer than the 100 KiB it keeps of one.
            case CURLE_OUT_OF_MEMORY: .headerLimit
            case CURLE_URL_MALFORMAT: .badURL
            default: .engine
            }
    }

    // OpenSSL's X509_V_ERR numbers: 9 not yet valid, 10 expired, 62 another host. libcurl compares the host
    // itself, after OpenSSL was content and before it notes so; then its first value, 1, still stands.
    private init(certificateResult: Int) {
        self =
            switch certificateResult {
            case 9, 10: .tlsExpired
            case 0, 1, 62: .tlsWrongHost
            default: .tlsUntrusted
            }
    }
}
