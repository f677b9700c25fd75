internal import HarvestCore

/// Gives memory back once a minute: freed blocks between used ones otherwise stay with the process, a little
/// more each hour, although it does not need them.
struct MemoryUpkeep: Service {
    /// Time between two times.
    static let interval = Duration.minutes(1)

    let clock: any EngineClock
    var giveBack: @Sendable () -> Void = Allocator.giveBack

    func run() async throws {
        while true {
            try await clock.sleep(for: Self.interval)
            giveBack()
        }
    }
}
