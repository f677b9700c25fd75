/// How long each part of a request may take before it is given up.
public struct RequestDeadlines: Hashable, Sendable {
    /// Looking up the name, connecting and the TLS handshake together; default 10 s.
    public var connect: Duration
    /// From sending the request to the first byte of the answer; default 20 s.
    public var firstByte: Duration
    /// From asking the transport to the last byte, waiting for a free connection included; default 60 s.
    public var total: Duration
    /// Body bytes per second an answer must bring on average over `lowSpeedWindow`; default 100.
    public var lowSpeedBytesPerSecond: Int
    /// The time over which the speed is measured; default 10 s.
    public var lowSpeedWindow: Duration

    /// Makes deadlines.
    public init(
        connect: Duration = .seconds(10), firstByte: Duration = .seconds(20), total: Duration = .seconds(60),
        lowSpeedBytesPerSecond: Int = 100, lowSpeedWindow: Duration = .seconds(10)
    ) {
        self.connect = connect
        self.firstByte = firstByte
        self.total = total
        self.lowSpeedBytesPerSecond = lowSpeedBytesPerSecond
        self.lowSpeedWindow = lowSpeedWindow
    }
}
