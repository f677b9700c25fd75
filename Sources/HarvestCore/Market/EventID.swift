/// Event on Gamma: decimal text.
public struct EventID: Identifier {
    public let rawValue: String

    public init(_ rawValue: String) { self.rawValue = rawValue }
}
