/// A request on its way to the loop, with who waits for the answer.
struct Submission: Sendable {
    /// Who waits. It is resumed exactly once: by the loop, or by the mailbox when the loop takes no more.
    typealias Reply = CheckedContinuation<HTTPResponse, any Error>

    /// Our own counter, from 1.
    let id: UInt64
    /// What is asked.
    let request: HTTPRequest
    /// Where, checked.
    let address: HTTPAddress
    /// Monotonic time of asking, from which the total deadline runs.
    let askedAt: Duration
    /// Who waits.
    let reply: Reply
}
