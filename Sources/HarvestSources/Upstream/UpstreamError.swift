public import HarvestCore

/// An upstream service answered, and the answer is a refusal or cannot be true.
public struct UpstreamError: HarvestFailure, Hashable {
    public let code: String
    /// Endpoint it is about.
    public let endpoint: Endpoint
    public let message: String
    public let cause: String?
    public let advice: Advice
    public let remedy: String?
    /// HTTP status, when the answer was a refusal.
    public let status: Int?

    init(
        _ code: String, _ endpoint: Endpoint, _ message: String, cause: String? = nil, advice: Advice,
        remedy: String? = nil, status: Int? = nil
    ) {
        self.code = code
        self.endpoint = endpoint
        self.message = "\(endpoint): \(message)"
        self.cause = cause
        self.advice = advice
        self.remedy = remedy
        self.status = status
    }
}
