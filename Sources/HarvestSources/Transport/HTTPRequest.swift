/// One question to a server: a value, so that it can be recorded, compared and asked again.
///
/// It is checked by the transport when it is sent, not here.
public struct HTTPRequest: Hashable, Sendable, CustomStringConvertible {
    /// What is asked for.
    public enum Method: String, Hashable, Sendable {
        /// Reads something.
        case get = "GET"
        /// Sends a body and reads the answer to it.
        case post = "POST"
    }

    /// Reads or sends.
    public let method: Method
    /// The address with its arguments, percent-encoded: `https://…`; `http://` only for this machine.
    public let url: String
    /// Fields to send beside those the transport writes (host, lengths, content coding, user agent).
    public var headers: HTTPHeaders
    /// The body of a POST; `nil` for none.
    public var body: [UInt8]?
    /// How much of the answer is read.
    public var limits: ResponseLimits
    /// How long it may take.
    public var deadlines: RequestDeadlines
    /// How many redirects to follow, to the same host only; default 0, where a 3xx is an answer. At most 3.
    public var redirectLimit = 0

    /// Makes a request.
    public init(
        method: Method, url: String, headers: HTTPHeaders = [:], body: [UInt8]? = nil,
        limits: ResponseLimits = ResponseLimits(), deadlines: RequestDeadlines = RequestDeadlines()
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.limits = limits
        self.deadlines = deadlines
    }

    /// Makes a request that reads JSON.
    public static func get(_ url: String) -> HTTPRequest {
        HTTPRequest(method: .get, url: url, headers: ["Accept": "application/json"])
    }

    /// Makes a request that sends JSON and reads JSON.
    public static func post(_ url: String, json body: [UInt8]) -> HTTPRequest {
        let headers: HTTPHeaders = ["Accept": "application/json", "Content-Type": "application/json"]
        return HTTPRequest(method: .post, url: url, headers: headers, body: body)
    }

    /// `GET https://host/path?query`, with the body behind it for a POST: what a frame keeps as its request.
    public var description: String {
        let line = "\(method.rawValue) \(url)"
        guard let body else { return line }
        return "\(line) \(String(decoding: body, as: UTF8.self))"
    }
}
