internal import HarvestCore

/// Decides which warnings become lines, so that a fault that goes on does not fill the log.
///
/// The first of a kind is a line. The same again is counted, and becomes a line after 1, 10 and 60 minutes,
/// then every hour, with how many were left out. When what failed succeeds again, one line says so. A fault
/// that comes and goes faster than that is one fault, but the last word is the truth: when a fault comes back
/// that the log calls over, and stays for a minute, it is a line. Everything else below a warning passes
/// untouched, and so does the answer to a person's request.
///
/// Some faults are reported once and go on in silence until another event says that they are over. Where
/// the fault was left out, so is that event. Such a fault is a fresh one when it comes back after a minute
/// without it.
///
/// The filter has no timer: what is due becomes a line with the next event, and a service has many.
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
        /// Since when it is over; only for faults that are reported once.
        var overSince: Duration?
        /// The last that was left out since the log called it over, and since when it is back.
        var held: (event: EngineEvent, since: Duration)?
    }

    /// How long after a line the next one may come, by the number of lines so far; the last for all others.
    static let waits: [Duration] = [.minutes(1), .minutes(10), .hours(1)]
    /// A fault that was not seen for so long is a fresh one.
    static let memory = Duration.hours(1)
    /// A fault that is reported once is a fresh one when it was over for so long.
    static let calm = Duration.minutes(1)
    /// How long a fault that the log calls over may go on before it is a line.
    static let hold = Duration.minutes(1)
    /// The most kinds that are remembered; the one not seen for longest is forgotten first.
    static let maximumKeys = 256

    private var episodes: [Key: Episode] = [:]

    /// How many kinds are remembered.
    var keyCount: Int { episodes.count }

    /// The events that become lines now, in order.
    mutating func lines(for event: EngineEvent, at now: Duration) -> [EngineEvent] {
        let due = heldLines(at: now)
        guard !Self.answers.contains(event.name) else { return due + [event] }
        guard event.level < .warning else { return due + failure(event, at: now) }
        guard isWorthALine(event, at: now) else { return due }
        return due + [event] + (recovery(after: event).map { [$0] } ?? [])
    }

    /// What has been held long enough.
    private mutating func heldLines(at now: Duration) -> [EngineEvent] {
        var lines: [(since: Duration, event: EngineEvent)] = []
        for (key, episode) in episodes {
            guard let (event, since) = episode.held, now - since >= Self.hold else { continue }
            // It was counted among those left out.
            episodes[key]?.suppressed -= 1
            lines.append((since, line(event, of: key, at: now)))
        }
        return lines.sorted { $0.since < $1.since }.map(\.event)
    }

    private mutating func failure(_ event: EngineEvent, at now: Duration) -> [EngineEvent] {
        let key = Key(event)
        let since = takeHeld(like: key) ?? now
        guard var episode = episodes[key], !isOver(episode, at: now) else {
            makeRoom(for: key)
            let before = episodes.updateValue(Episode(lastLineAt: now, lastSeenAt: now), forKey: key)
            closeOthers(than: key)
            guard let before, before.suppressed > 0 else { return [event] }
            return [event.summing(up: before.suppressed, in: now - before.lastLineAt)]
        }
        episode.lastSeenAt = now
        episode.overSince = nil
        episode.count += 1
        let isLine = now - episode.lastLineAt >= Self.waits[min(episode.step, Self.waits.count - 1)]
        if !isLine {
            episode.suppressed += 1
            if !episode.isOpen { episode.held = (event, since) }
        }
        episodes[key] = episode
        return isLine ? [line(event, of: key, at: now)] : []
    }

    /// Another line of a fault that goes on.
    private mutating func line(_ event: EngineEvent, of key: Key, at now: Duration) -> EngineEvent {
        guard var episode = episodes[key] else { return event }
        let line = event.summing(up: episode.suppressed, in: now - episode.lastLineAt)
        episode.step += 1
        episode.suppressed = 0
        episode.lastLineAt = now
        episode.isOpen = true
        episode.held = nil
        episodes[key] = episode
        closeOthers(than: key)
        return line
    }

    /// Lets go of what is held of this event and subject, whatever its code; answers since when it is back.
    private mutating func takeHeld(like key: Key) -> Duration? {
        let held = episodes.filter { $0.key.event == key.event && $0.key.subject == key.subject }
            .compactMapValues { $0.held?.since }
        for other in held.keys { episodes[other]?.held = nil }
        return held.values.min()
    }

    /// Of a fault that is reported once the log says one code at a time.
    private mutating func closeOthers(than key: Key) {
        guard Self.ends.values.contains(key.event) else { return }
        for other in episodes.keys where other.event == key.event && other != key {
            episodes[other]?.isOpen = false
        }
    }

    private func isOver(_ episode: Episode, at now: Duration) -> Bool {
        if let since = episode.overSince, now - since >= Self.calm { return true }
        return now - episode.lastSeenAt > Self.memory
    }

    /// Notes when an event ends a fault that is reported once; answers whether it is worth a line, which it
    /// is not when it ends only what was left out.
    private mutating func isWorthALine(_ event: EngineEvent, at now: Duration) -> Bool {
        guard let failure = Self.ends[event.name] else { return true }
        let ended = episodes.filter { $0.key.event == failure && $0.value.overSince == nil }
        for key in ended.keys {
            episodes[key]?.overSince = now
            episodes[key]?.isOpen = false
            episodes[key]?.held = nil
        }
        return ended.isEmpty || ended.values.contains(where: \.isOpen)
    }

    /// One line for everything of the subject that the log left open.
    private mutating func recovery(after event: EngineEvent) -> EngineEvent? {
        guard let (name, failed) = Self.recoveries[event.name], event.isGoodNews else { return nil }
        let subject = Key(event).subject
        let keys = episodes.keys.filter { failed.contains($0.event) && $0.subject == subject }
        for key in keys { episodes[key]?.held = nil }
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

    /// What says that a fault is over which was reported only when it began.
    private static let ends: [String: String] = [
        "StoreCaughtUp": "StoreLost", "JournalResumed": "JournalRefusedRecord",
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
    /// The same with how many were left out before it, and in what time.
    fileprivate func summing(up count: Int, in time: Duration) -> EngineEvent {
        EngineEvent(
            name, level: level,
            fields: fields + [Field("suppressed", .integer(count)), Field("in_ms", .duration(time))])
    }

    /// Whether it says that something went well; an answer must also be a good one.
    fileprivate var isGoodNews: Bool {
        guard name == "RequestAnswered" else { return isSuccess }
        return integer("status").map { (200..<300).contains($0) } ?? false
    }
}
