internal import CCurl

/// One transfer's handle: the door to libcurl's easy interface and the callbacks out of it.
///
/// It is made, used and freed on the loop's thread. libcurl gets an unowned pointer to the receiver, which is
/// sound because the receiver owns this handle and stays in the loop's table until the handle has been
/// removed from the multi handle, and callbacks come only from within `perform` and `remove` before that.
final class CurlHandle {
    /// libcurl's name for it.
    let easy: UnsafeMutableRawPointer
    private let host: String
    private var fields: UnsafeMutablePointer<curl_slist>?
    // libcurl writes into it until the handle is cleaned up, so it is freed after that.
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    /// Opens a handle that answers to a number; throws `engine` when libcurl has no memory for it.
    init(id: UInt64, host: String) throws(TransportError) {
        guard let easy = curl_easy_init() else {
            throw TransportError(.engine, host: host, cause: "no handle")
        }
        self.easy = easy
        self.host = host
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        try set(CURLOPT_ERRORBUFFER, pointer: errorText)
        try set(CURLOPT_PRIVATE, pointer: UnsafeRawPointer(bitPattern: UInt(id)))
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(fields)
        errorText.deallocate()
    }

    /// The number the handle was opened with.
    static func id(of easy: UnsafeMutableRawPointer) -> UInt64 {
        var pointer: UnsafeMutableRawPointer?
        harvest_easy_get_private(easy, &pointer)
        return UInt64(UInt(bitPattern: pointer))
    }

    /// Sets an option that is a number.
    func set(_ option: CURLoption, _ value: Int) throws(TransportError) {
        try check(harvest_easy_set_long(easy, option, value))
    }

    /// Sets an option that is text, which libcurl copies.
    func set(_ option: CURLoption, _ value: String) throws(TransportError) {
        let code = value.withCString { harvest_easy_set_pointer(easy, option, $0) }
        try check(code)
    }

    /// Makes it a POST of these bytes, which libcurl copies.
    func set(body: [UInt8]) throws(TransportError) {
        try check(harvest_easy_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
        let code = body.withUnsafeBytes { bytes in
            // An empty array has no address, and libcurl takes a null pointer for "no body given".
            harvest_easy_set_pointer(
                easy, CURLOPT_COPYPOSTFIELDS, bytes.baseAddress ?? UnsafeRawPointer(errorText))
        }
        try check(code)
    }

    /// Sets the header lines to send, `Name: value` each.
    func set(lines: [String]) throws(TransportError) {
        for line in lines {
            guard let longer = curl_slist_append(fields, line) else {
                throw TransportError(.engine, host: host, cause: "no memory for header fields")
            }
            fields = longer
        }
        try set(CURLOPT_HTTPHEADER, pointer: fields)
    }

    /// Sends the callbacks to the transfer that owns this handle.
    func set(receiver: Transfer) throws(TransportError) {
        let context = UnsafeRawPointer(Unmanaged.passUnretained(receiver).toOpaque())
        try set(CURLOPT_PREREQDATA, pointer: context)
        try set(CURLOPT_HEADERDATA, pointer: context)
        try set(CURLOPT_WRITEDATA, pointer: context)
        try check(harvest_easy_set_open_socket(easy, Self.openSocket))
        try check(harvest_easy_set_prerequest(easy, Self.willSend))
        try check(harvest_easy_set_receiver(easy, CURLOPT_HEADERFUNCTION, Self.didReceiveHeader))
        try check(harvest_easy_set_receiver(easy, CURLOPT_WRITEFUNCTION, Self.didReceiveBody))
    }

    /// libcurl's own words about the failure; they name hosts and ports, never the request's contents.
    var failureText: String? {
        let text = String(cString: errorText)
        return text.isEmpty ? nil : text
    }

    /// What OpenSSL found wrong with the certificate; 0 for nothing.
    var certificateResult: Int {
        var result = 0
        harvest_easy_get_long(easy, CURLINFO_SSL_VERIFYRESULT, &result)
        return result
    }

    /// HTTP status of the answer; 0 when there was none.
    var status: Int {
        var status = 0
        harvest_easy_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
        return status
    }

    private func set(_ option: CURLoption, pointer: UnsafeRawPointer?) throws(TransportError) {
        try check(harvest_easy_set_pointer(easy, option, pointer))
    }

    private func check(_ code: CURLcode) throws(TransportError) {
        guard code == CURLE_OK else {
            throw TransportError(.engine, host: host, cause: String(cString: curl_easy_strerror(code)))
        }
    }
}
