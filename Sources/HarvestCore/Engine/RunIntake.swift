/// What one run takes in from outside: counts what it asks of the upstream services, and keeps it on the
/// run's tape when there is a journal.
public final class RunIntake: Sendable {
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

    /// Where inputs come from and are kept.
    package let tape: any RunTape
    private let state = Locked(Counts())

    /// Starts at nothing, without a journal.
    public convenience init() { self.init(tape: UntapedRun()) }

    /// Starts at nothing, with a tape.
    package init(tape: any RunTape) { self.tape = tape }

    /// The counts so far.
    public var counts: Counts { state.withLock { $0 } }

    /// Changes the counts.
    package func update(_ change: (inout Counts) -> Void) { state.withLock { change(&$0) } }
}
