/// Outcome token, the key of an order book: decimal text of up to 78 digits.
public struct TokenID: Identifier {
    public let rawValue: String

    public init(_ rawValue: String) { self.rawValue = rawValue }
}
