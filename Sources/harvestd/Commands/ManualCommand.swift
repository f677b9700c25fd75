/// `harvestd man`.
enum ManualCommand {
    static func run(_ shell: Shell) throws -> ExitCode {
        try shell.output.page(ManualPage.text)
        return .success
    }
}
