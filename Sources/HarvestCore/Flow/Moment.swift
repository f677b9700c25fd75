/// One moment on both clocks, as exact as a journal keeps it: in whole microseconds. A run that saw more of
/// it than its replay would tell other durations.
package struct Moment: Hashable, Sendable {
    /// The wall clock.
    package let at: Timestamp
    /// The clock that never jumps, in whole microseconds.
    package let uptime: Duration

    /// Joins the readings of two clocks.
    package init(at: Timestamp, uptime: Duration) {
        self.at = at
        self.uptime = .microseconds(uptime.microseconds)
    }

    /// Reads a clock.
    package init(_ clock: any EngineClock) { self.init(at: clock.now, uptime: clock.uptime) }
}
