/// An element of a payload that could not be used, and where its bytes are.
package struct RejectedElement: Hashable, Sendable {
    /// Place among its siblings, from 0.
    package let index: Int
    /// Its bytes within the payload.
    package let byteRange: Range<Int>
    /// Why.
    package let error: DecodeError
}
