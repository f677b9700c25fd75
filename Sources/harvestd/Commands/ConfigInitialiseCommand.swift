/// `harvestd config init`.
enum ConfigInitialiseCommand {
    static func run(_ shell: Shell) throws -> ExitCode {
        if shell.output.isJSON {
            try shell.output.json(.object(["keys": .array(ConfigurationTable.all.map(json))]))
        } else {
            try shell.output.write(sample)
        }
        return .success
    }

    /// A `.env` file in which everything is commented out.
    static var sample: String {
        let head = """
            # Settings of harvestd. The values shown are the defaults; remove the # before one to change it.
            # The file is read literally: no variables, no commands. Keep it to yourself: chmod 600 .env
            """
        let parts = ConfigurationTable.all.map { key in
            let unit = key.unit.map { ", in \($0)" } ?? ""
            let value = key.defaultText ?? "postgresql://user:password@127.0.0.1:5432/polaris"
            return "# \(key.summary).\n# \(key.kind.label)\(unit)\n#\(key.name)=\(value)"
        }
        return ([head] + parts).joined(separator: "\n\n") + "\n"
    }

    private static func json(_ key: ConfigurationKey) -> JSONValue {
        .object([
            "key": .string(key.name), "values": .string(key.kind.label), "default": .text(key.defaultText),
            "unit": .text(key.unit), "summary": .string(key.summary), "secret": .boolean(key.isSecret),
        ])
    }
}
