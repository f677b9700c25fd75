/// What a migration found and did.
public struct MigrationReport: Hashable, Sendable {
    /// Version before; zero for a database without our tables.
    public let from: Int
    /// Version after.
    public let to: Int
    /// Whether tables of Polaris were found and adopted with their rows.
    public let didAdopt: Bool
    /// Names of the steps that were applied, in order.
    public let applied: [String]

    /// Makes a report.
    public init(from: Int, to: Int, didAdopt: Bool, applied: [String]) {
        self.from = from
        self.to = to
        self.didAdopt = didAdopt
        self.applied = applied
    }
}
