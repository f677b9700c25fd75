/// Post on its platform: decimal text (the tweet's id on X).
public struct PostID: Identifier {
    public let rawValue: String

    public init(_ rawValue: String) { self.rawValue = rawValue }
}
