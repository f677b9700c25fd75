/// Counts what one run asks of the upstream services.
public final class RequestMeter: Sendable {
    /// The counts.
    public struct Counts: Hashable, Sendable {
        /// Requests sent, retries included.
        public var count = 0
        /// Of these, retries.
        public var retries = 0
        /// Bytes received, before content decoding.
        public var bytes = 0
        /// Time spent waiting for permits.
        public var waited: Duration = .zero
        /// The last HTTP status that was not a success.
        public var lastFailedStatus: Int?
    }

    private let state = Locked(Counts())

    /// Starts at nothing.
    public init() {}

    /// The counts so far.
    public var counts: Counts { state.withLock { $0 } }

    /// Changes the counts.
    package func update(_ change: (inout Counts) -> Void) { state.withLock { change(&$0) } }
}
