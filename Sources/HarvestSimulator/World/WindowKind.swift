/// Kind of a counting window of an account.
enum WindowKind: Int, CaseIterable, Sendable {
    /// Seven days from noon to noon, New York time.
    case weekly = 0
    /// Two days from noon to noon.
    case short = 1
    /// A calendar month.
    case monthly = 2
}
