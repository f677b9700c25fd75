/// One answer of the status server.
struct StatusAnswer: Hashable, Sendable {
    /// HTTP status.
    let status: Int
    /// What the body is.
    let contentType: String
    /// The body.
    let body: String
    /// The field `Allow`, for a method that is not.
    var allow: String?

    /// A line or more of plain text.
    static func text(_ status: Int, _ body: String) -> StatusAnswer {
        StatusAnswer(status: status, contentType: "text/plain; charset=utf-8", body: body)
    }
}
