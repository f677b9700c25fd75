/// One moment on both clocks.
package struct Moment: Hashable, Sendable {
    /// The wall clock.
    package let at: Timestamp
    /// The clock that never jumps.
    package let uptime: Duration

    /// Joins the readings of two clocks.
    package init(at: Timestamp, uptime: Duration) {
        self.at = at
        self.uptime = uptime
    }

    /// Reads a clock.
    package init(_ clock: any EngineClock) { self.init(at: clock.now, uptime: clock.uptime) }
}
