/// The rules of the house that can be read from text, as pure functions from a file to what is wrong in it.
///
/// Each aspect has its own file; what a rule permits by name stands here, so that an exception is a visible
/// change. The rules themselves are explained in CONTRIBUTING.md.
enum HouseRules {
    /// Longest file, in lines.
    static let longestFile = 400
    /// Greatest median length of the files under Sources, in lines.
    static let greatestMedian = 130
    /// Longest line, in characters.
    static let longestLine = 110
    /// Longest function that needs no permission, in lines.
    static let longestFunction = 40
    /// Longest function of all.
    static let longestFunctionByPermission = 60
    /// Greatest size of a file, in bytes.
    static let largestFile = 1 << 20

    /// Functions that may be longer than `longestFunction`, as `path:name`. It only ever gets shorter.
    static let permittedFunctions: Set<String> = []

    /// The files that may start a task nobody awaits; each says there why it must.
    static let permittedTasks: Set<String> = ["Sources/HarvestCore/Engine/Uncancelled.swift"]

    /// What HarvestCore may import, and the `#if` it must stand in; decision 0005 says why there is one in C.
    static let permittedCoreImports = ["Glibc": "TSAN", "CSHA1": "canImport(CSHA1)"]

    /// Where the time of day, sleep and chance may be taken from the machine.
    static let ambientFolders = ["Sources/harvestd/", "Tests/", "Benchmarks/"]

    /// Where C is called, so that a type may have to promise by hand what the compiler cannot see.
    static let doorsToC = [
        "Sources/HarvestCore/Engine/Locked.swift", "Sources/HarvestSources/Transport/",
        "Sources/HarvestStore/", "Sources/HarvestListener/", "Sources/HarvestSimulator/", "Sources/harvestd/",
        "Tests/HarvestTestSupport/",
    ]

    /// The files that put SQL text together from names that the table descriptions hold.
    static let permittedSQL: Set<String> = [
        "Sources/HarvestStore/PostgreSQL/PostgresPartitions.swift",
        "Sources/HarvestStore/PostgreSQL/PostgresRelations.swift",
        "Sources/HarvestStore/PostgreSQL/PostgresSchemaText.swift",
        "Sources/HarvestStore/PostgreSQL/PostgresSchemaVersion.swift",
        "Sources/HarvestStore/PostgreSQL/PostgresTable+Write.swift",
        "Sources/HarvestStore/PostgreSQL/PostgresTable.swift",
        "Sources/HarvestStore/SQLite/SQLiteConnection+Schema.swift",
        "Sources/HarvestStore/SQLite/SQLiteSchema.swift",
        "Sources/HarvestStore/SQLite/SQLiteWriterConnection.swift",
    ]

    /// Words that say nothing, by the word as it stands in a name, with what to write instead.
    static let emptyWords: [String: String] = [
        "Manager": "say what it does: Supervisor, Pool, Catalogue",
        "Util": "put it with its only user",
        "Utils": "put it with its only user",
        "Utility": "put it with its only user",
        "Helper": "put it with its only user",
        "Helpers": "put it with its only user",
        "Common": "name what the users have in common",
        "Misc": "name what it is",
    ]

    /// Words of history, not allowed at either end of the name of a type or file.
    static let wordsOfHistory: Set<String> = ["New", "Old", "V1", "V2", "V3", "Legacy"]
}
