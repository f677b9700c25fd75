/// The flags every command takes.
enum GlobalFlags {
    static let all: [FlagSpecification] = [
        .toggle("help", short: "h", "Show help and stop"),
        .toggle("version", "Show the version and stop"),
        .toggle("json", "Answer in JSON: one object, or one a line for long work"),
        .option(
            "color", .choice(["auto", "always", "never"]), "WHEN", default: "auto",
            "Colour: auto means on a terminal, without NO_COLOR and TERM=dumb"),
        .toggle("no-input", "Taken for the sake of scripts; harvestd never asks"),
        .toggle("utc", "Show times in UTC even on a terminal"),
        .option(
            "env-file", .file, "FILE", default: "./.env, then /etc/harvestd/env",
            "Read settings from this file, which must exist"),
        .toggle("insecure-env", "Accept a file with a password that others can read"),
        .setting("data-dir", "DIR", ConfigurationTable.dataDirectory),
        .option(
            "dsn-file", .file, "FILE",
            "Read the database address from the first line of this file, so that it stays out of"
                + " process lists"
        ),
        .setting("log-format", "FORMAT", ConfigurationTable.logFormat),
        .setting("log-level", "LEVEL", ConfigurationTable.logLevel),
    ]

    /// Flags that stand for settings of a harvest; `config` takes them too, so that it resolves what `run`
    /// would.
    static let harvest: [FlagSpecification] = [
        .setting("handle", "NAME[,NAME]", ConfigurationTable.handles),
        .setting("scope", "SCOPE", ConfigurationTable.scope),
        .setting("state", "STATE", ConfigurationTable.state),
        .setting("l2", "BOOL", ConfigurationTable.enableL2),
    ]

    /// Where the status is served and asked for.
    static let status: [FlagSpecification] = [
        .setting("status-address", "ADDRESS", ConfigurationTable.statusAddress)
    ]

    /// Flags that say where the upstream services are.
    static let upstreams: [FlagSpecification] = [
        .setting("gamma-url", "URL", ConfigurationTable.gammaURL),
        .setting("clob-url", "URL", ConfigurationTable.clobURL),
        .setting("xtracker-url", "URL", ConfigurationTable.xtrackerURL),
    ]
}
