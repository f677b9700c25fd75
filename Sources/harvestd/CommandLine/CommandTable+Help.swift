extension CommandTable {
    static let version = CommandSpecification(
        name: "version", summary: "Show the version",
        description: ["Shows the versions of the program, of the Swift it was built with and of its schema."],
        examples: [
            .init("harvestd version", "in a line"),
            .init("harvestd version --json", "for scripts"),
            .init("harvestd --version", "the same"),
        ])

    static let help = CommandSpecification(
        name: "help", summary: "Explain a command or an error code",
        description: [
            "Without a topic it lists the commands. A topic is a command, as in help config check,"
                + " or an error code."
        ],
        arguments: [
            ArgumentSpecification(
                name: "TOPIC", summary: "A command or an error code", allowed: [], isOptional: true),
            ArgumentSpecification(
                name: "MEMBER", summary: "The second word of a command such as config check", allowed: [],
                isOptional: true),
        ],
        flags: [.toggle("markdown", "Print docs/CLI.md")],
        examples: [
            .init("harvestd help export", "flags and examples of a command"),
            .init("harvestd help E1203", "what an error means"),
            .init("harvestd help --markdown > docs/CLI.md", "everything, as a document"),
        ])

    static let completions = CommandSpecification(
        name: "completions", summary: "Print completions for a shell",
        description: ["Prints a script that completes commands, flags and values."],
        arguments: [
            ArgumentSpecification(
                name: "SHELL", summary: "The shell", allowed: ["bash", "zsh", "fish"], isOptional: false)
        ],
        examples: [
            .init("source <(harvestd completions bash)", "in this bash"),
            .init("harvestd completions zsh > ~/.zfunc/_harvestd", "for zsh, with ~/.zfunc in fpath"),
            .init("harvestd completions fish > ~/.config/fish/completions/harvestd.fish", "for fish"),
        ])

    static let manual = CommandSpecification(
        name: "man", summary: "Print the manual page",
        description: ["Prints the manual page in roff, as man reads it."],
        examples: [
            .init("harvestd man | man -l -", "read it"),
            .init("harvestd man > /usr/local/share/man/man1/harvestd.1", "install it"),
            .init("harvestd man | groff -man -Tpdf > harvestd.pdf", "print it"),
        ])
}
