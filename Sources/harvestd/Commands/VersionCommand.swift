internal import HarvestStore

/// `harvestd version`.
enum VersionCommand {
    static func run(_ shell: Shell) throws -> ExitCode {
        if shell.output.isJSON {
            try shell.output.json(
                .object([
                    "name": "harvestd", "version": .string(BuildInformation.version),
                    "commit": .string(BuildInformation.commit), "swift": .string(BuildInformation.swift),
                    "schema": .integer(Migration.currentVersion),
                ]))
        } else {
            try shell.output.line(
                "harvestd \(BuildInformation.version) (commit \(BuildInformation.commit),"
                    + " Swift \(BuildInformation.swift), schema \(Migration.currentVersion))")
        }
        return .success
    }
}
