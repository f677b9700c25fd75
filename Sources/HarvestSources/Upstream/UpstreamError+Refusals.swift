internal import HarvestCore

extension UpstreamError {
    /// What a status that is no success means. `text` is the body's error text, when it had one.
    static func refusal(
        _ endpoint: Endpoint, status: Int, text: String?, retryAfter: Duration?
    ) -> UpstreamError {
        switch status {
        case 404:
            UpstreamError("E1204", endpoint, "not found", cause: text, advice: .skip, status: status)
        case 429:
            UpstreamError(
                "E1229", endpoint, "too many requests", cause: text, advice: .retry(after: retryAfter),
                remedy: "lower the source's POLARIS_…_RATE; the limiter has slowed down by itself meanwhile",
                status: status)
        case 401, 403:
            UpstreamError(
                "E1203", endpoint, "refused (HTTP \(status))", cause: text, advice: .retry(after: retryAfter),
                remedy: "the service may block this address or client for a while; see harvestd doctor",
                status: status)
        case 408, 425, 500...599:
            UpstreamError(
                "E1250", endpoint, "the service is in trouble (HTTP \(status))", cause: text,
                advice: .retry(after: retryAfter), status: status)
        default:
            UpstreamError(
                "E1200", endpoint, "refused the request (HTTP \(status))", cause: text, advice: .skip,
                status: status)
        }
    }

    /// XTracker counts no account of this name.
    static func unknownHandle(_ endpoint: Endpoint, handle: String) -> UpstreamError {
        UpstreamError(
            "E1205", endpoint, "no account \(handle) is known there", advice: .skip,
            remedy: "check the spelling in --handle or POLARIS_DEFAULT_HANDLES", status: 404)
    }
}
