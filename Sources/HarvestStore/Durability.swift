/// What an acknowledged commit outlives.
///
/// Either way a commit happens as a whole or not at all, rows and cursors together, and the end of harvestd
/// itself loses nothing; the difference is what a power cut or a crash of the machine may undo.
public enum Durability: String, CaseIterable, Hashable, Sendable {
    /// A commit is on the disk when it is acknowledged.
    case full
    /// A commit reaches the disk a little later; the last ones may be undone.
    case relaxed
}
