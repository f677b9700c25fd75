/// One thing that is wrong with the configuration.
struct ConfigurationProblem: Hashable, Sendable {
    /// Where: `.env:4`, `environment`, `--dsn-file x`.
    let place: String
    /// Key, when there is one.
    let key: String?
    /// What stands there, safe to show; `nil` for a secret or when there is nothing to show.
    let value: String?
    /// What is wrong with it.
    let what: String
    /// What to do.
    let hint: String?

    /// `.env:4: POLARIS_CLOB_RATE=fast: it is a number`.
    var line: String {
        let subject = key.map { key in value.map { "\(key)=\($0)" } ?? key }
        return ([place] + (subject.map { [$0] } ?? []) + [what]).joined(separator: ": ")
    }
}
