internal import CCurl

/// libcurl's global state: prepared once for the process, before the first handle, and never undone, because
/// others in the process may use it too.
enum CurlLibrary {
    /// Whether libcurl is ready. The runtime runs this initialiser once, however many threads ask.
    static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}
