internal import HarvestSimulator

extension CommandTable {
    static let configShow = CommandSpecification(
        name: "config show", summary: "Show the settings that hold, and where they come from",
        description: [
            "Defaults count least, then the file of settings (./.env, else /etc/harvestd/env, or"
                + " the one of --env-file), then the environment, then flags. Passwords are never shown."
                + " This is what harvestd config means."
        ],
        flags: [
            .toggle("changed", "Show only settings that somebody gave a value"),
            .toggle("effective", "Show every setting; this is so without the flag too"),
            .toggle("origin", "Say where each value comes from; this is so without the flag too"),
        ] + settingFlags,
        examples: [
            .init("harvestd config show", "everything"),
            .init("harvestd config show --changed", "what was changed"),
            .init("harvestd config show --json", "for scripts"),
        ],
        exitCodes: [.configuration])

    static let configCheck = CommandSpecification(
        name: "config check", summary: "Check the settings without starting anything",
        description: [
            "Resolves exactly what run would, and names every problem with its file and line."
                + " Unless --offline is given it also checks that the directory of an SQLite database"
                + " can be used."
        ],
        flags: [.toggle("offline", "Look at nothing but the settings")] + settingFlags,
        examples: [
            .init("harvestd config check", "before a restart"),
            .init("harvestd config check --env-file new.env --offline", "a file that is not in use yet"),
            .init("harvestd config check --json", "for scripts"),
        ],
        exitCodes: [.configuration])

    static let configInitialise = CommandSpecification(
        name: "config init", summary: "Print a sample of a .env file",
        description: ["Prints every key with its default and what it decides, all commented out."],
        examples: [
            .init("harvestd config init", "look at it"),
            .init("harvestd config init > .env && chmod 600 .env", "start with it"),
            .init("harvestd config init --json", "all keys with types and defaults"),
        ])

    static let simulate = CommandSpecification(
        name: "simulate", summary: "Serve a fake exchange until stopped",
        description: [
            "Serves Gamma, the CLOB and XTracker on this machine from a generator: the same seed"
                + " gives the same exchange. Prints the settings that make harvestd use it."
        ],
        flags: [
            .option("port", .integer(0...65_535), "PORT", default: "0, any free one", "The port on 127.0.0.1")
        ] + simulatorFlags + [
            .toggle("freeze", "Keep everything as it is, so that two harvests see the same"),
            .option(
                "faults", .choice(FaultProfile.allCases.map(\.rawValue)), "KIND", default: "none",
                "What goes wrong with its answers, by chance from the seed"),
        ],
        examples: [
            .init("harvestd simulate --port 8900", "serve on a known port"),
            .init("harvestd simulate --seed 7 --markets 25000", "a large exchange"),
            .init("harvestd simulate --freeze", "one that does not move"),
            .init("harvestd simulate --faults mixed", "one on a bad day"),
        ],
        exitCodes: [.failure, .cannotCreate])

    static let tree = CommandSpecification(
        name: "tree", summary: "Print the services that run starts",
        description: ["Prints the supervision tree with what each service does and when it is restarted."],
        flags: GlobalFlags.harvest + GlobalFlags.status,
        examples: [
            .init("harvestd tree", "the tree"),
            .init("harvestd tree --l2 false", "without whole books"),
            .init("harvestd tree --json", "for scripts"),
        ],
        exitCodes: [.configuration])

    static let simulatorFlags: [FlagSpecification] = [
        .option("seed", .integer(0...Int.max), "NUMBER", default: "1", "Which exchange to generate"),
        .option(
            "markets", .integer(32...200_000), "COUNT", default: "3000", "How many ordinary markets it has"),
    ]

    private static let settingFlags =
        GlobalFlags.harvest + GlobalFlags.status + GlobalFlags.upstreams
}
