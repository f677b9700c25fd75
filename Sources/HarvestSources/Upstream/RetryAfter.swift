internal import HarvestCore

/// Reads the `Retry-After` field: seconds, or an HTTP date.
enum RetryAfter {
    /// The wait that an answer asks for; `nil` when there is none or it cannot be read.
    ///
    /// A date is compared with the server's own, when it tells it: our clock may be wrong or may have jumped.
    static func wait(_ headers: HTTPHeaders, receivedAt: Timestamp) -> Duration? {
        wait(headers["Retry-After"], now: headers["Date"].flatMap(date) ?? receivedAt)
    }

    /// The wait it asks for; `nil` when there is none or it cannot be read. A date in the past is no wait.
    static func wait(_ text: String?, now: Timestamp) -> Duration? {
        guard let text = text?.split(separator: " ").joined(separator: " "), !text.isEmpty else { return nil }
        if let seconds = Int(text), seconds >= 0 { return .seconds(min(seconds, 86_400 * 365)) }
        return date(text).map { max($0 - now, .zero) }
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `Wed, 21 Oct 2026 07:28:00 GMT`, the one form servers may send.
    private static func date(_ text: String) -> Timestamp? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(of: String(words[2])) else {
            return nil
        }
        let number = month + 1 < 10 ? "0\(month + 1)" : String(month + 1)
        return Timestamp(parsing: "\(words[3])-\(number)-\(words[1])T\(words[4])Z")
    }
}
