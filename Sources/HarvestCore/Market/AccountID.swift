/// Account on XTracker: a UUID in text.
public struct AccountID: Identifier {
    public let rawValue: String

    public init(_ rawValue: String) { self.rawValue = rawValue }
}
