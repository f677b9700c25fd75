public import HarvestCore

/// Where the simulated services take their time from.
public enum SimulatorTime: Hashable, Sendable {
    /// The clock that was handed in.
    case clock
    /// One moment for ever: the same question always gets the same bytes.
    case frozen(Timestamp)
    /// Starts at a moment and runs `speed` times as fast as the clock that was handed in.
    case running(from: Timestamp, speed: Int)
}
