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

    /// The process ended while a run went on; what it had taken in was stored when the next one started.
    static func processEnded(job: JobName) -> EngineError {
        EngineError(
            "E5005", "the process ended while \(job.rawValue) ran; what it had read by then is stored",
            advice: .retry(after: nil))
    }

    /// A run that is done again asks for something else than it did the first time.
    package static func diverged(_ how: String) -> EngineError {
        EngineError(
            "E5006", "a run done again from the journal took another course: \(how)", advice: .skip,
            remedy: "replay with the version and settings that wrote the journal; its frames are kept")
    }

    /// Whether an error says that a run done again took another course.
    package static func isDivergence(_ error: any Error) -> Bool {
        (error as? EngineError)?.code == diverged("").code
    }

    /// The store is out of reach, and this cannot wait in the journal.
    static let storeDown = EngineError(
        "E5007", "the store is out of reach", advice: .retry(after: .seconds(10)),
        remedy: "check the database; what sources deliver is kept in the journal meanwhile")

    /// A run took longer than its job may.
    static func deadlinePassed(job: JobName, after limit: Duration) -> EngineError {
        EngineError(
            "E5003", "\(job.rawValue) took longer than \(limit) and was stopped", advice: .retry(after: nil),
            remedy: "look at the source's latency in ops_collector_run; the next tick tries again")
    }
}
