/// Where a running simulator listens.
public struct SimulatorAddress: Hashable, Sendable {
    /// The port on 127.0.0.1.
    public let port: UInt16

    /// `http://127.0.0.1:8080`.
    public var base: String { "http://127.0.0.1:\(port)" }

    /// What stands for `https://gamma-api.polymarket.com`.
    public var gamma: String { base + "/gamma" }

    /// What stands for `https://clob.polymarket.com`.
    public var clob: String { base + "/clob" }

    /// What stands for `https://xtracker.polymarket.com/api`.
    public var xtracker: String { base + "/xtracker/api" }
}
