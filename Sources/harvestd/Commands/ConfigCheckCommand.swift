/// `harvestd config check`.
enum ConfigCheckCommand {
    static func run(_ shell: Shell) throws -> ExitCode {
        var report = shell.configurationReport()
        if !shell.invocation.has("offline"), report.problems.isEmpty {
            report.problems += directoryProblems(try report.configuration())
        }
        if shell.output.isJSON {
            try shell.output.json(
                .object([
                    "ok": .boolean(report.problems.isEmpty), "file": .text(report.file),
                    "notices": .array(report.notices.map { .string($0) }),
                    "problems": .array(report.problems.map(\.json)),
                ]))
            return report.problems.isEmpty ? .success : .configuration
        }
        for notice in report.notices { shell.notes.notice(notice) }
        guard report.problems.isEmpty else { throw ConfigurationError(problems: report.problems) }
        try shell.output.line("the configuration is fine (\(report.file ?? "no file of settings"))")
        return .success
    }

    private static func directoryProblems(_ configuration: Configuration) -> [ConfigurationProblem] {
        guard let directory = configuration.database.directory,
            let fault = DirectoryProbe.fault(of: directory)
        else { return [] }
        return [
            ConfigurationProblem(
                place: "disk", key: key(of: configuration), value: SafeText.quoted(directory),
                what: fault.what, hint: fault.hint)
        ]
    }

    /// The key that decided on the directory.
    private static func key(of configuration: Configuration) -> String {
        let isOurs = configuration.database == configuration.defaultDatabase
        return (isOurs ? ConfigurationTable.dataDirectory : ConfigurationTable.databaseURL).name
    }
}
