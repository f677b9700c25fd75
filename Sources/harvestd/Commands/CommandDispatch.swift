/// Which body belongs to which command of the table. This is the one place where a command is plugged in.
enum CommandDispatch {
    /// Bodies by the name of their command. Computed, and with closures written out, because Swift 6.3.1
    /// crashes on stored ones that convert functions.
    static var bodies: [String: CommandBody] {
        [
            "version": .plain { try VersionCommand.run($0) },
            "help": .plain { try HelpCommand.run($0) },
            "completions": .plain { try CompletionsCommand.run($0) },
            "man": .plain { try ManualCommand.run($0) },
            "config show": .plain { try ConfigShowCommand.run($0) },
            "config check": .plain { try ConfigCheckCommand.run($0) },
            "config init": .plain { try ConfigInitialiseCommand.run($0) },
            "harvest-once": .configured { try await HarvestOnceCommand.run($0) },
            "backfill": .configured { try await BackfillCommand.run($0) },
            "run": .configured { try await RunCommand.run($0) },
            "demo": .preset { try await DemoCommand.run($0) },
            "tree": .configured { try await TreeCommand.run($0) },
            "migrate": .configured { try await MigrateCommand.run($0) },
            "doctor": .plain { try await DoctorCommand.run($0) },
            "replay": .configured { try await ReplayCommand.run($0) },
            "status": .configured { try await StatusCommand.run($0) },
            "runs": .configured { try await RunsCommand.run($0) },
            "export": .configured { try await ExportCommand.run($0) },
            "simulate": .plain { try await SimulateCommand.run($0) },
            "export-tables": .plain { try ExportTablesCommand.run($0) },
        ]
    }
}
