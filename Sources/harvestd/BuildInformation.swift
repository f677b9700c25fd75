internal import CBuildCommit

/// What this build is.
enum BuildInformation {
    /// Version of the program, by semantic versioning.
    static let version = "0.1.0"

    /// Commit it was built from, with `-dirty` when files differed; `unknown` when the build did not say.
    static var commit: String { String(cString: harvest_build_commit()) }

    /// Version of the compiler, as far as a program can know it.
    static var swift: String {
        #if compiler(>=6.4)
            "6.4 or later"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }
}
