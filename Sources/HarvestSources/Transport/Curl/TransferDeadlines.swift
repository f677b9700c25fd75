/// Decides whether a transfer has taken too long: for the first byte, for all of it, or by being slow.
///
/// The deadline for connecting is libcurl's. A stretch of `lowSpeedWindow` begins whenever enough bytes for
/// such a stretch have come, so a stall is seen within one window, however fast the answer was before.
struct TransferDeadlines {
    private let limits: RequestDeadlines
    private let askedAt: Duration
    private var sentAt: Duration?
    private var windowStart: Duration?
    private var windowBytes = 0

    /// Starts the total deadline.
    init(_ limits: RequestDeadlines, askedAt: Duration) {
        self.limits = limits
        self.askedAt = askedAt
    }

    /// The request goes out now, for the first time or again on a fresh connection.
    mutating func noteSent(at now: Duration) { sentAt = now }

    /// Bytes of the answer came.
    mutating func noteReceived(_ byteCount: Int, at now: Duration) {
        windowBytes += byteCount
        if windowStart == nil || windowBytes >= windowQuota {
            windowStart = now
            windowBytes = 0
        }
    }

    /// Which deadline has passed; `nil` while none has.
    func verdict(at now: Duration) -> TransportError.Kind? {
        if now >= askedAt + limits.total { return .totalTimeout }
        if let windowStart { return now >= windowStart + limits.lowSpeedWindow ? .tooSlow : nil }
        if let sentAt, now >= sentAt + limits.firstByte { return .firstByteTimeout }
        return nil
    }

    /// The first moment at which the verdict can change without anything happening.
    var next: Duration {
        let total = askedAt + limits.total
        if let windowStart { return min(total, windowStart + limits.lowSpeedWindow) }
        if let sentAt { return min(total, sentAt + limits.firstByte) }
        return total
    }

    private var windowQuota: Int {
        Int(Double(limits.lowSpeedBytesPerSecond) * (limits.lowSpeedWindow / .seconds(1)))
    }
}
