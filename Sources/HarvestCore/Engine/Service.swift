/// A thing that lives as long as its `run()`. Making it starts nothing; cancelling `run()` ends it.
public protocol Service: Sendable {
    /// The whole life: returns when the work is done, throws when it cannot go on.
    func run() async throws
}
