/// A store did something else than all stores do.
public struct StoreConformanceFailure: Error, CustomStringConvertible {
    /// What was expected and found, and where in the suite.
    public let description: String
}
