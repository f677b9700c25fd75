internal import HarvestCore

extension Timestamp {
    /// Seconds since 1970 with their fraction, as metrics want them.
    var inSeconds: Double { Double(microseconds) / 1_000_000 }
}
