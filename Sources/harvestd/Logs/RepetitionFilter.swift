internal import HarvestCore

/// Decides which warnings become lines, so that a fault that goes on does not fill the log.
///
/// The first of a kind is a line. The same again is counted, and becomes a line after 1, 10 and 60 minutes,
/// then every hour, with how many were left out. When what failed succeeds again, one line says so. A fault
/// that comes and goes faster than that is one fault. Everything below a warning passes untouched, and so
/// does the answer to a person's request.
///
/// Some faults are told once and go on in silence until another event says that they are over. Such a fault
/// is a fresh one when it comes back after a minute without it.
struct RepetitionFilter: Sendable {
    /// What makes two warnings the same.
    struct Key: Hashable, Sendable {
        /// Name of the event.
        let event: String
        /// The job with its account, service, endpoint's service or part of the program it is about; empty
        /// for the engine.
        let subject: String
        /// Code of the error; empty when it has none.
        let code: String
    }

    private struct Episode: Sendable {
        var lastLineAt: Duration
        var lastSeenAt: Duration
        /// How many lines were written since the first.
        var step = 0
        /// Left out since the last line.
        var suppressed = 0
        /// Seen since the last recovery.
        var count = 1
        /// Whether the log says that it goes on.
        var isOpen = true
        /// Since when it is said to be over; only for faults that are told once.
        var overSince: Duration?
    }

    /// How long after a line the next one may come, by the number of lines so far; the last for all others.
    static let waits: [Duration] = [.minutes(1), .minutes(10), .hours(1)]
    /// A fault that was not seen for so long is a fresh one.
    static let memory = Duration.hours(1)
    /// A fault that is told once is a fresh one when it was over for so long.
    static let calm = Duration.minutes(1)
    /// The most kinds that are remembered; the one not seen for longest is forgotten first.
    static let maximumKeys = 256

    private var episodes: [Key: Episode] = [:]

    /// How many kinds are remembered.
    var keyCount: Int { episodes.count }

    /// The events that become lines now, in order.
    mutating func lines(for event: EngineEvent, at now: Duration) -> [EngineEvent] {
        guard !Self.answers.contains(event.name) else { return [event] }
        guard event.level < .warning else { return failure(event, at: now) }
        end(Self.ends[event.name], at: now)
        return recovery(after: event).map { [event, $0] } ?? [event]
    }

    private mutating func failure(_ event: EngineEvent, at now: Duration) -> [EngineEvent] {
        let key = Key(event)
        guard var episode = episodes[key], !isOver(episode, at: now) else {
            makeRoom(for: key)
            episodes[key] = Episode(lastLineAt: now, lastSeenAt: now)
            return [event]
        }
        episode.lastSeenAt = now
        episode.overSince = nil
        episode.count += 1
        defer { episodes[key] = episode }
        let silence = now - episode.lastLineAt
        guard silence >= Self.waits[min(episode.step, Self.waits.count - 1)] else {
            episode.suppressed += 1
            return []
        }
        let line = event.adding("suppressed", .integer(episode.suppressed)).adding(
            "in_ms", .duration(silence))
        episode.step += 1
        episode.suppressed = 0
        episode.lastLineAt = now
        episode.isOpen = true
        return [line]
    }

    private func isOver(_ episode: Episode, at now: Duration) -> Bool {
        if let since = episode.overSince, now - since >= Self.calm { return true }
        return now - episode.lastSeenAt > Self.memory
    }

    /// Notes that faults of these names are over, from the first time on that this is said.
    private mutating func end(_ failures: Set<String>?, at now: Duration) {
        guard let failures else { return }
        for (key, episode) in episodes where failures.contains(key.event) && episode.overSince == nil {
            episodes[key]?.overSince = now
        }
    }

    /// One line for everything of the subject that the log left open.
    private mutating func recovery(after event: EngineEvent) -> EngineEvent? {
        guard let (name, failed) = Self.recoveries[event.name], event.isGoodNews else { return nil }
        let subject = Key(event).subject
        let keys = episodes.keys.filter { failed.contains($0.event) && $0.subject == subject }
        guard keys.contains(where: { episodes[$0]?.isOpen == true }) else { return nil }
        let count = keys.reduce(0) { $0 + (episodes[$1]?.count ?? 0) }
        for key in keys {
            episodes[key]?.count = 0
            episodes[key]?.isOpen = false
        }
        return EngineEvent(
            name, level: .notice,
            ["subject": subject.isEmpty ? nil : .text(subject), "failures": .integer(count)])
    }

    private mutating func makeRoom(for key: Key) {
        guard episodes[key] == nil, episodes.count >= Self.maximumKeys,
            let oldest = episodes.min(by: { $0.value.lastSeenAt < $1.value.lastSeenAt })?.key
        else { return }
        episodes[oldest] = nil
    }

    /// Answers to what a person asked for: each is a line, or nobody would know what became of the request.
    private static let answers: Set<String> = ["ConfigurationRefused"]

    /// What says that a fault is over which was told only when it began.
    private static let ends: [String: Set<String>] = [
        "StoreCaughtUp": ["StoreLost"], "BatchesCommitted": ["StoreLost"],
        "JournalResumed": ["JournalRefusedRecord"],
    ]

    /// What a success ends: the name of the line that says so, and the failures that are over.
    private static let recoveries: [String: (String, Set<String>)] = [
        "JobFinished": ("JobRecovered", ["JobFinished"]),
        "RequestAnswered": ("SourceRecovered", ["RequestRetried", "RequestGivenUp"]),
        "BatchesCommitted": ("StoreRecovered", ["CommitRetried"]),
        "StatusServed": ("StatusRecovered", ["StatusRefused"]),
    ]
}

extension RepetitionFilter.Key {
    /// The kind of an event.
    fileprivate init(_ event: EngineEvent) {
        let subject = event["job"] ?? event["source"] ?? event["service"] ?? event["part"]
        // Accounts fail apart: one that works says nothing of another.
        let words = [subject, event["handle"]].compactMap { $0?.description }
        self.init(
            event: event.name, subject: words.joined(separator: " "),
            code: event["code"]?.description ?? "")
    }
}

extension EngineEvent {
    fileprivate func adding(_ name: String, _ value: Value) -> EngineEvent {
        EngineEvent(self.name, level: level, fields: fields + [Field(name, value)])
    }

    /// Whether it says that something went well; an answer must also be a good one.
    fileprivate var isGoodNews: Bool {
        guard name == "RequestAnswered" else { return isSuccess }
        return integer("status").map { (200..<300).contains($0) } ?? false
    }
}
