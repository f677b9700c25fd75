/// The space of a file system, in bytes.
struct JournalSpace: Hashable, Sendable {
    /// What a program without privileges may still use.
    let available: Int
    /// All of it.
    let total: Int
}
