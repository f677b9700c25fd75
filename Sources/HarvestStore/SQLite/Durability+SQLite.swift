/// How far SQLite is told to wait for the disk.
extension Durability {
    /// The value of `PRAGMA synchronous`, as a word and as SQLite answers it.
    var sqliteSynchronous: (word: String, number: Int) {
        switch self {
        case .full: ("FULL", 2)
        case .relaxed: ("NORMAL", 1)
        }
    }

    /// How a report names it.
    var sqliteReport: String {
        switch self {
        case .full: "full"
        case .relaxed: "relaxed (synchronous=NORMAL)"
        }
    }

    /// What may be lost, if anything.
    var sqliteWarning: String? {
        guard self == .relaxed else { return nil }
        return "durability is relaxed: a power cut or a crash of the machine can undo every commit since the"
            + " last checkpoint, tens of thousands of rows"
    }
}
