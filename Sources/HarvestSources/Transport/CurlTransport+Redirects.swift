extension CurlTransport {
    /// The most redirects that are followed, whatever a request says.
    static let redirectLimit = 3

    /// Asks, and follows as many redirects as the request allows, within its total deadline.
    ///
    /// Only a GET is followed, and only to the same scheme, host and port; anything else is `redirect`.
    func followed(_ request: HTTPRequest, at address: HTTPAddress) async throws -> HTTPResponse {
        var left = request.method == .get ? min(request.redirectLimit, Self.redirectLimit) : 0
        let mayFollow = left > 0
        let deadline = MonotonicTime.now + request.deadlines.total
        var (request, address) = (request, address)
        while true {
            let response = try await exchange(request, at: address)
            guard mayFollow, let location = response.redirection else { return response }
            guard left > 0 else { throw TransportError(.redirect, host: address.host, cause: "too many") }
            left -= 1
            address = try address.redirected(to: location)
            request.deadlines.total = deadline - MonotonicTime.now
        }
    }
}

extension HTTPResponse {
    /// Where a redirect leads; `nil` when the answer is none.
    fileprivate var redirection: String? {
        [301, 302, 303, 307, 308].contains(status) ? headers["Location"] : nil
    }
}
