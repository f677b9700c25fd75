/// One question to the status server.
struct StatusRequest: Hashable, Sendable {
    /// The method as it was sent.
    let method: String
    /// The path, without what stands behind a question mark.
    let path: String
    /// The field `Host`; `nil` when there was none.
    let host: String?
}
