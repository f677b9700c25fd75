/// A name given by an upstream service, kept as the text it came in.
///
/// One type per kind of thing, so that a market can never be passed where a token is wanted. Text is not
/// normalised: what the wire said is what is stored.
public protocol Identifier: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible,
    ExpressibleByStringLiteral
where RawValue == String {
    /// Wraps text that is already known to be an identifier of this kind.
    init(_ rawValue: String)
}

extension Identifier {
    public init(rawValue: String) { self.init(rawValue) }

    public init(stringLiteral value: String) { self.init(value) }

    public var description: String { rawValue }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
