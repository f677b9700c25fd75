/// Beats as long as the engine's parts answer, and holds its breath loudly when one does not.
///
/// It is a service of the tree like those it watches: it sleeps by the same clock and runs on the same
/// threads, so what stops them stops the beat. Never give its work to a timer of its own.
public struct Heartbeat: Service {
    /// One part that has to answer.
    public struct Check: Sendable {
        /// The part, as an event names it.
        public let name: String
        /// What is wrong with it, or `nil`. Is given the uptime and how late the heartbeat itself is.
        let complaint: @Sendable (_ now: Duration, _ ownLateness: Duration) async -> String?

        /// Describes a part.
        public init(
            _ name: String,
            _ complaint: @escaping @Sendable (_ now: Duration, _ ownLateness: Duration) async -> String?
        ) {
            self.name = name
            self.complaint = complaint
        }
    }

    /// How long the parts may take to answer.
    public static let limit = Duration.seconds(5)

    /// How much later than the heartbeat itself a service may be.
    public static let slack = Duration.seconds(10)

    private let interval: Duration
    private let checks: [Check]
    private let clock: any EngineClock
    private let events: any EngineEventSink
    private let beat: @Sendable () async -> Void

    /// Makes a heartbeat that calls `beat` every `interval` unless a check complains or takes longer than
    /// `limit`.
    public init(
        every interval: Duration, checks: [Check], clock: any EngineClock, events: any EngineEventSink,
        beat: @escaping @Sendable () async -> Void
    ) {
        self.interval = interval
        self.checks = checks
        self.clock = clock
        self.events = events
        self.beat = beat
    }

    public func run() async throws {
        var due = clock.uptime
        while true {
            try await clock.sleep(until: due)
            let now = clock.uptime
            if await isAlive(at: now, ownLateness: now - due) { await beat() }
            due = max(due + interval, clock.uptime)
        }
    }

    /// Whether every part answered in time without a complaint; says so when one did not.
    private func isAlive(at now: Duration, ownLateness: Duration) async -> Bool {
        for check in checks {
            let complaint = await withTaskGroup(of: String?.self) { group in
                group.addTask { await check.complaint(now, ownLateness) }
                group.addTask {
                    do { try await clock.sleep(for: Self.limit) } catch { return nil }
                    // Said at once, because the part may never answer, and this group waits for it.
                    events.report(.heartbeatMissed(check.name, because: Self.silence))
                    return Self.silence
                }
                defer { group.cancelAll() }
                return await group.next() ?? nil
            }
            guard let complaint else { continue }
            if complaint != Self.silence { events.report(.heartbeatMissed(check.name, because: complaint)) }
            return false
        }
        return true
    }

    private static let silence = "no answer within \(limit.milliseconds) ms"
}

extension Heartbeat.Check {
    /// Complains when a service of the roster is due and does not begin, or does not end.
    public static func punctuality(of roster: Roster) -> Self {
        Self("scheduler") { now, ownLateness in
            guard let (name, lateness) = await roster.mostLate(at: now),
                lateness > Heartbeat.slack + ownLateness
            else { return nil }
            return "\(name) is \(lateness.milliseconds) ms behind: it does not begin, or does not end"
        }
    }

    /// Complains when the writer does not listen.
    public static func answer(of writer: Writer) -> Self {
        Self("writer") { _, _ in
            await writer.answer()
            return nil
        }
    }
}
