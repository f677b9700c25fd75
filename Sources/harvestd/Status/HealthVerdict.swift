/// What the judge found.
struct HealthVerdict: Sendable, Hashable {
    /// Something that is not as it should be.
    struct Finding: Sendable, Hashable {
        /// What it is about: a job's name, `journal`.
        let subject: String
        /// How bad it is.
        let health: Health
        /// Why, in a phrase.
        let reason: String

        /// `degraded post_sync: no success for 400 s, every 120 s`.
        var line: String { "\(health.word) \(subject): \(reason)" }
    }

    /// Everything that is not as it should be, in the order of the jobs.
    var findings: [Finding]
    /// Why it is not ready; empty when it is.
    var unreadiness: [String]

    /// The worst of the findings.
    var health: Health { findings.map(\.health).max() ?? .ok }

    /// Whether the newest data is young enough to be used.
    var isReady: Bool { unreadiness.isEmpty }

    /// How bad it is with one subject.
    func health(of subject: String) -> Health {
        findings.filter { $0.subject == subject }.map(\.health).max() ?? .ok
    }
}
