extension ErrorCatalogue {
    /// The command line, the configuration and output.
    static let usage: [Entry] = [
        Entry("E4001", "no such command", "harvestd help lists the commands.", exit: .usage),
        Entry(
            "E4002", "no such flag", "harvestd help COMMAND lists its flags. Flags cannot be abbreviated.",
            exit: .usage
        ),
        Entry(
            "E4003", "value missing or not wanted",
            "Write --flag value or --flag=value; a switch stands alone. A value that starts with"
                + " two dashes needs the second form.", exit: .usage),
        Entry("E4004", "flag given twice", "Leave one of them out.", exit: .usage),
        Entry("E4005", "value not possible", "The message says what is.", exit: .usage),
        Entry(
            "E4006", "argument missing or not wanted", "harvestd help COMMAND shows what it takes.",
            exit: .usage),
        Entry(
            "E4007", "database address on the command line",
            "Everybody on the machine can read the arguments of a process. Put the address in the"
                + " first line of a file of mode 0600 and write --dsn-file FILE, or set"
                + " POLARIS_DATABASE_URL.", exit: .usage),
        Entry("E4008", "flag needed", "The command cannot work without it.", exit: .usage),
        Entry("E4009", "no such topic", "harvestd help takes a command or an error code.", exit: .usage),
        Entry(
            "E4090", "simulator not started",
            "The port is in use, or needs more rights. --port 0 takes a free one.",
            exit: .cannotCreate),
        Entry(
            "E4101", "configuration wrong",
            "Every problem is named with its place. harvestd config check repeats the check,"
                + " harvestd config show tells where each value comes from, harvestd config"
                + " init prints a sample. A service manager should not restart on exit code 78.",
            exit: .configuration),
        Entry(
            "E4201", "output not writable", "Free the disk, or send the output elsewhere.",
            exit: .cannotCreate),
    ]

    /// The engine itself.
    static let engine: [Entry] = [
        Entry(
            "E5000", "unforeseen error", "An error no code stands for. Report it with the whole line.",
            exit: .failure),
        Entry(
            "E5001", "engine stopping", "The engine takes no more batches because it is stopping.",
            exit: .failure),
        Entry(
            "E5002", "service given up",
            "A service failed again and again within its window; see the errors before it.",
            exit: .failure),
        Entry(
            "E5003", "job too long",
            "A job passed its deadline and was stopped; it runs again at its next time.",
            exit: .failure),
        Entry(
            "E5004", "stopped", "A signal or the end of the program stopped the work. What was stored stays.",
            exit: .interrupted),
        Entry(
            "E5005", "process ended during a run",
            "The process ended while a job ran. What it had read by then was in the journal and has been"
                + " stored by the next process.", exit: .failure),
        Entry(
            "E5006", "run took another course",
            "A run done again from the journal asked for something else than it did the first time: the"
                + " journal was written by another version, or with other settings. Its frames are kept;"
                + " replay them with the version that wrote them.", exit: .partial),
        Entry(
            "E5007", "database out of reach",
            "What works on stored rows alone is put off until the database is back; what services answer"
                + " is kept in the journal meanwhile.", exit: .unavailable),
    ]
}
