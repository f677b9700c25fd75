internal import HarvestCore

extension SQLiteConnection {
    /// Says when commits are to be on the disk, and makes sure that it was heard: SQLite answers no pragma
    /// with an error.
    func synchronise(_ durability: Durability) throws(StoreError) {
        let (word, number) = durability.sqliteSynchronous
        try execute("PRAGMA synchronous = \(word)")
        guard try integer("PRAGMA synchronous") == number else {
            throw .notDurable(label, cause: "PRAGMA synchronous = \(word) did not take")
        }
    }
}
