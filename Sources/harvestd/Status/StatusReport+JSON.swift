internal import HarvestCore

extension StatusReport {
    /// The report as a document: times in RFC 3339, lengths in seconds, what is not known is null.
    var json: JSONValue {
        .object([
            "type": "status", "running": .boolean(isRunning),
            "version": .string(SafeText.oneLine(service.version)),
            "pid": isRunning ? .integer(service.processID) : nil,
            "store": .string(SafeText.oneLine(service.store)),
            "durability": .text(service.durability.map(SafeText.oneLine)),
            "settings_file": .text(service.settingsFile.map(SafeText.oneLine)),
            "started_at": isRunning ? .string(service.startedAt.description) : nil,
            "uptime_s": isRunning ? .number(uptime.rounded) : nil,
            "at": .string(at.description), "health": .string(verdict.health.word),
            "ready": .boolean(verdict.isReady),
            "unreadiness": .array(verdict.unreadiness.map { .string(SafeText.oneLine($0)) }),
            "findings": .array(
                verdict.findings.map { finding in
                    .object([
                        "subject": .string(SafeText.oneLine(finding.subject)),
                        "health": .string(finding.health.word),
                        "reason": .string(SafeText.oneLine(finding.reason)),
                    ])
                }),
            "newest_book": .text(newestBook?.description), "newest_count": .text(newestMetric?.description),
            "journal": journal?.json, "jobs": .array(jobs.map(\.json)),
        ])
    }

    /// Reads a report that `json` wrote; `nil` for anything else.
    init?(_ node: JSONNode) {
        guard node["type"]?.text == "status", let running = node["running"]?.boolean,
            let version = node["version"]?.text, let at = node.timestamp("at"),
            let health = node["health"]?.text.flatMap(Health.init(word:)), let jobs = node["jobs"]?.elements
        else { return nil }
        let service = ServiceFacts(
            version: version, processID: node.integer("pid") ?? 0, store: node["store"]?.text ?? "",
            durability: node["durability"]?.text, settingsFile: node["settings_file"]?.text,
            startedAt: node.timestamp("started_at") ?? at)
        let findings = (node["findings"]?.elements ?? []).compactMap(HealthVerdict.Finding.init)
        let verdict = HealthVerdict(
            findings: findings,
            unreadiness: (node["unreadiness"]?.elements ?? []).compactMap(\.text))
        guard verdict.health == health else { return nil }
        self.init(
            isRunning: running, service: service, at: at, uptime: node.duration("uptime_s") ?? .zero,
            verdict: verdict, newestBook: node.timestamp("newest_book"),
            newestMetric: node.timestamp("newest_count"), journal: node["journal"].flatMap(Journal.init),
            jobs: jobs.compactMap(Job.init))
    }
}

extension StatusReport.Job {
    fileprivate var json: JSONValue {
        .object([
            "job": .string(SafeText.oneLine(name)), "handle": .text(handle.map(SafeText.oneLine)),
            "health": .string(health.word),
            "every_s": interval.map { .number($0.rounded) }, "last_ok": .text(lastSuccess?.description),
            "last_run": .text(lastRun?.description), "runs_1h": .integer(runs),
            "errors_1h": .integer(troubles), "p95_s": p95.map { .number($0.rounded) },
            "rows_1h": .integer(rows), "next_s": next.map { .number($0.rounded) },
            "running": .boolean(isRunning), "error": .text(error.map(SafeText.oneLine)),
        ])
    }

    fileprivate init?(_ node: JSONNode) {
        guard let name = node["job"]?.text, let health = node["health"]?.text.flatMap(Health.init(word:))
        else { return nil }
        self.init(
            name: name, handle: node["handle"]?.text, health: health, interval: node.duration("every_s"),
            lastSuccess: node.timestamp("last_ok"), lastRun: node.timestamp("last_run"),
            runs: node.integer("runs_1h") ?? 0, troubles: node.integer("errors_1h") ?? 0,
            p95: node.duration("p95_s"), rows: node.integer("rows_1h") ?? 0, next: node.duration("next_s"),
            isRunning: node["running"]?.boolean ?? false, error: node["error"]?.text)
    }
}

extension StatusReport.Journal {
    fileprivate var json: JSONValue {
        .object([
            "bytes": .integer(bytes), "segments": .integer(segments), "oldest": .text(oldest?.description),
            "degraded": .boolean(isDegraded),
        ])
    }

    fileprivate init?(_ node: JSONNode) {
        guard let bytes = node.integer("bytes"), let segments = node.integer("segments") else { return nil }
        self.init(
            bytes: bytes, segments: segments, oldest: node.timestamp("oldest"),
            isDegraded: node["degraded"]?.boolean ?? false)
    }
}

extension HealthVerdict.Finding {
    fileprivate init?(_ node: JSONNode) {
        guard let subject = node["subject"]?.text, let reason = node["reason"]?.text,
            let health = node["health"]?.text.flatMap(Health.init(word:))
        else { return nil }
        self.init(subject: subject, health: health, reason: reason)
    }
}

extension JSONNode {
    fileprivate func integer(_ key: String) -> Int? { self[key]?.numberText.flatMap { Int($0) } }

    fileprivate func timestamp(_ key: String) -> Timestamp? {
        self[key]?.text.flatMap { Timestamp(parsing: $0) }
    }

    fileprivate func duration(_ key: String) -> Duration? {
        self[key]?.numberText.flatMap { Double($0) }.map { .seconds($0) }
    }
}

extension Duration {
    /// Seconds to the millisecond, which nobody needs more of here.
    fileprivate var rounded: Double { (inSeconds * 1_000).rounded() / 1_000 }
}
