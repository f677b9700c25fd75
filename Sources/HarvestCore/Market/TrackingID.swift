/// Counting window on XTracker: a UUID in text.
public struct TrackingID: Identifier {
    public let rawValue: String

    public init(_ rawValue: String) { self.rawValue = rawValue }
}
