/// A key that a payload has and we do not know, or that we know and miss.
package struct DriftNote: Hashable, Sendable {
    /// Path of the key, such as `market.newKey`.
    package let field: String
    /// Whether the key is unknown or missing.
    package let kind: DriftKind
    /// The value first seen, up to 200 characters; none for a missing key.
    package let sample: String?
    /// How often in the payload.
    package var occurrences: Int
}
