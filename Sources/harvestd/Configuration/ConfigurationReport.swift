/// What the loader found: every setting with its origin, and everything that is wrong. `config` and
/// `doctor` show it; everybody else takes the configuration out of it.
struct ConfigurationReport: Sendable {
    /// The file of settings that was read, if one was.
    var file: String?
    /// The files that were looked for, found or not: a change of one may change the answer.
    var watchedFiles: [String] = []
    /// All settings, in the order of the table.
    var settings: [Setting] = []
    /// Everything that is wrong, in the order in which a person would fix it.
    var problems: [ConfigurationProblem] = []
    /// What is worth knowing but not wrong.
    var notices: [String] = []

    /// The configuration, when nothing is wrong with it.
    func configuration() throws(ConfigurationError) -> Configuration {
        guard problems.isEmpty else { throw ConfigurationError(problems: problems) }
        return Configuration(settings: settings)
    }

    /// The setting of a key.
    func setting(_ key: ConfigurationKey) -> Setting? { settings.first { $0.key.name == key.name } }
}
