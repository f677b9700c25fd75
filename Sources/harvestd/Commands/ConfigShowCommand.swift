/// `harvestd config show`.
enum ConfigShowCommand {
    static func run(_ shell: Shell) throws -> ExitCode {
        let report = shell.configurationReport()
        let showsAll = !shell.invocation.has("changed")
        let settings = report.settings.filter { showsAll || $0.origin != .builtIn }
        if shell.output.isJSON {
            try shell.output.json(json(report, settings))
        } else {
            try print(settings, report, shell)
        }
        if !report.problems.isEmpty { throw ConfigurationError(problems: report.problems) }
        return .success
    }

    private static func print(_ settings: [Setting], _ report: ConfigurationReport, _ shell: Shell) throws {
        if let file = report.file { shell.notes.notice("settings read from \(file)") }
        for notice in report.notices { shell.notes.notice(notice) }
        if settings.isEmpty { return try shell.output.line("every setting has its default") }
        var table = TextTable(["KEY", "VALUE", "ORIGIN"])
        for setting in settings {
            let value = setting.shown
            table.add([
                .text(setting.key.name), value.isEmpty ? .missing : .text(value),
                .text(setting.origin.description),
            ])
        }
        try shell.output.table(table)
    }

    private static func json(_ report: ConfigurationReport, _ settings: [Setting]) -> JSONValue {
        .object([
            "file": .text(report.file),
            "settings": .array(
                settings.map { setting in
                    .object([
                        "key": .string(setting.key.name),
                        "value": setting.text.isEmpty ? nil : .string(setting.shown),
                        "origin": .string(setting.origin.description),
                    ])
                }),
            "notices": .array(report.notices.map { .string($0) }),
            "problems": .array(report.problems.map(\.json)),
        ])
    }
}
