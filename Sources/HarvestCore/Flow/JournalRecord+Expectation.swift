extension JournalRecord {
    /// Throws when the record is not of the kind that the run asks for now: then the program, or what it is
    /// set to do, is not what it was when the record was written.
    package func expect(_ kinds: String...) throws {
        guard kinds.contains(kind) else {
            throw EngineError.diverged(
                "record \(sequence) is a \(kind), the run asks for \(kinds.joined(separator: " or "))")
        }
    }
}
