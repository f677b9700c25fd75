/// One endpoint of one upstream service.
public struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    /// The service: `gamma`, `clob` or `xtracker`.
    public let source: String
    /// The endpoint within it, without arguments: `events/keyset`.
    public let name: String

    /// Names an endpoint.
    public init(source: String, name: String) {
        self.source = source
        self.name = name
    }

    /// `gamma events/keyset`.
    public var description: String { "\(source) \(name)" }
}
