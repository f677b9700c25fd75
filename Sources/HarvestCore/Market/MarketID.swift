/// Market on Gamma: decimal text.
public struct MarketID: Identifier {
    public let rawValue: String

    public init(_ rawValue: String) { self.rawValue = rawValue }
}
