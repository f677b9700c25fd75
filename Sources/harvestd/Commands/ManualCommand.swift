/// `harvestd man`.
enum ManualCommand {
    static func run(_ shell: Shell) throws -> ExitCode {
        try shell.output.write(ManualPage.text)
        return .success
    }
}
