internal import HarvestCore

/// How old the newest data is, by the audit rows.
enum DataExamination {
    /// The kinds of data whose age matters, by the job that brings them.
    static let kinds: [(name: String, job: JobName)] = [
        ("newest book", .quoteTopSync), ("newest count", .metricSync),
    ]

    /// Judges the ages; data that was never collected is no trouble before the first harvest.
    static func checks(
        _ newest: [JobName: Timestamp], _ configuration: Configuration, now: Timestamp
    ) -> [DoctorCheck] {
        kinds.map { kind in
            guard let moment = newest[kind.job] else { return .ok("data", kind.name, "none yet") }
            let age = now - moment
            let detail = "\(Age.text(age)) old"
            let limit = HealthJudge.limit(
                .init(
                    identity: JobIdentity(kind.job), interval: configuration.interval(of: kind.job) ?? .zero,
                    sinceSuccess: age))
            guard age > limit else { return .ok("data", kind.name, detail) }
            return .warning(
                "data", kind.name, "\(detail), \(Age.text(limit)) at most while the service runs",
                fix: "harvestd status")
        }
    }
}
