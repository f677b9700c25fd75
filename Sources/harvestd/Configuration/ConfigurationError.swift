internal import HarvestCore

/// A configuration with which nothing can be started. It names every problem, not just the first.
struct ConfigurationError: HarvestFailure {
    /// What is wrong; never empty.
    let problems: [ConfigurationProblem]

    var code: String { "E4101" }

    var message: String {
        problems.count == 1
            ? "the configuration has a problem" : "the configuration has \(problems.count) problems"
    }

    var cause: String? { problems.map(\.line).joined(separator: "; ") }

    var advice: Advice { .stop }

    var remedy: String? { problems.lazy.compactMap(\.hint).first }
}
