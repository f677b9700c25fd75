public import HarvestCore

/// A fake Polymarket and XTracker on one port of this machine, for tests, demonstrations and self-tests.
///
/// It answers `/gamma/…`, `/clob/…` and `/xtracker/api/…` as the real services do, from a world that is
/// made up from a seed, and it lies, stalls and breaks off when told to. It takes no orders and has no
/// WebSocket.
public final class Simulator: Sendable {
    /// What world it shows.
    public let configuration: SimulatorConfiguration
    /// Where faults are switched on and off, at any time.
    public let faults: FaultSwitchboard
    /// Which requests came.
    public let requests: RequestLog

    let clock: any EngineClock
    let world: World
    private let startedAt: Duration

    /// Makes up the world; nothing listens yet.
    public init(configuration: SimulatorConfiguration = SimulatorConfiguration(), clock: any EngineClock) {
        self.configuration = configuration
        self.clock = clock
        faults = FaultSwitchboard(seed: SplitMix64.seed(configuration.seed, for: "faults"))
        requests = RequestLog(bound: configuration.loggedRequests)
        world = World(configuration)
        startedAt = clock.uptime
    }

    /// The simulated services' time.
    public var now: Timestamp {
        switch configuration.time {
        case .clock: clock.now
        case .frozen(let moment): moment
        case .running(let start, let speed): start + (clock.uptime - startedAt) * speed
        }
    }

    /// Listens on a port of 127.0.0.1, zero for any, and answers until the task is cancelled.
    ///
    /// `whenListening` is told the address before anything is answered. Throws when the port cannot be had.
    public func run(
        port: UInt16 = 0, whenListening: (SimulatorAddress) async -> Void = { _ in }
    ) async throws {
        let line = DelayLine(clock: clock)
        let daemon = try HTTPDaemon(port: port, line: line) { self.answer($0) }
        await whenListening(SimulatorAddress(port: daemon.port))
        await line.run()
        await daemon.stop()
    }

    /// Listens while `body` runs and stops when it returns or throws.
    public func serve<Result: Sendable>(
        port: UInt16 = 0, _ body: (SimulatorAddress) async throws -> Result
    ) async throws -> Result {
        let line = DelayLine(clock: clock)
        let daemon = try HTTPDaemon(port: port, line: line) { self.answer($0) }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await line.run() }
            do {
                let result = try await body(SimulatorAddress(port: daemon.port))
                group.cancelAll()
                await daemon.stop()
                return result
            } catch {
                group.cancelAll()
                await daemon.stop()
                throw error
            }
        }
    }
}

/// Runs a simulator while `body` runs; the second argument of `body` is for switching faults and reading
/// the log.
///
/// Port zero lets the system choose. Throws what `body` throws, or when the port cannot be had.
public func withSimulator<Result: Sendable>(
    configuration: SimulatorConfiguration = SimulatorConfiguration(), clock: any EngineClock,
    port: UInt16 = 0,
    _ body: (_ address: SimulatorAddress, _ simulator: Simulator) async throws -> Result
) async throws -> Result {
    let simulator = Simulator(configuration: configuration, clock: clock)
    return try await simulator.serve(port: port) { try await body($0, simulator) }
}
