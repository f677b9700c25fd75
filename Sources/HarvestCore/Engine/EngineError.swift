/// What goes wrong in the engine itself.
public struct EngineError: HarvestFailure {
    public let code: String
    public let message: String
    public let cause: String?
    public let advice: Advice
    public let remedy: String?

    private init(
        _ code: String, _ message: String, cause: String? = nil, advice: Advice, remedy: String? = nil
    ) {
        self.code = code
        self.message = message
        self.cause = cause
        self.advice = advice
        self.remedy = remedy
    }

    /// A batch came after the channel was finished: the engine is stopping.
    static let channelFinished = EngineError(
        "E5001", "the engine is stopping and stores no more batches", advice: .stop)

    /// A service failed more often than its restart rule allows.
    static func restartsExhausted(service: String, restarts: Int, cause: any Error) -> EngineError {
        EngineError(
            "E5002", "\(service) failed \(restarts + 1) times within its restart window and was given up",
            cause: String(describing: cause), advice: .stop,
            remedy: "look at the first failure in the log; the service starts again with the daemon")
    }

    /// A run took longer than its job may.
    static func deadlinePassed(job: JobName, after limit: Duration) -> EngineError {
        EngineError(
            "E5003", "\(job.rawValue) took longer than \(limit) and was stopped", advice: .retry(after: nil),
            remedy: "look at the source's latency in ops_collector_run; the next tick tries again")
    }
}
