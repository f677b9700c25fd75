/// How a payload departed from the fields we know.
public enum DriftKind: String, Hashable, Sendable {
    /// A key no decoder knows.
    case unknown
    /// A key that was always there and now is not.
    case missing
}
