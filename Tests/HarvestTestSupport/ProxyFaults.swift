internal import HarvestCore

/// The faults a proxy has at present, for all its connections, and the chance in them.
final class ProxyFaults: Sendable {
    private struct Entry {
        let fault: ProxyFault
        var remaining: Int?
    }

    private struct State {
        var entries: [Entry] = []
        var generation = 0
        var strikes = 0
        var generator: SplitMix64
    }

    private let state: Locked<State>

    init(seed: UInt64) { state = Locked(State(generator: SplitMix64(seed: seed))) }

    /// How often a fault has broken or silenced a connection.
    var strikeCount: Int { state.withLock { $0.strikes } }

    /// The faults, and a number that changes when somebody changes them.
    var present: (faults: [ProxyFault], generation: Int) {
        state.withLock { ($0.entries.map(\.fault), $0.generation) }
    }

    func add(_ fault: ProxyFault, times: Int?) {
        state.withLock { state in
            state.entries.append(Entry(fault: fault, remaining: times))
            state.generation += 1
        }
    }

    func removeAll() {
        state.withLock { state in
            state.entries = []
            state.generation += 1
        }
    }

    /// Lets the first fault that fits strike; `nil` when there is none.
    func strike(_ fits: (ProxyFault) -> Bool) -> ProxyFault? {
        state.withLock { state in
            guard let index = state.entries.firstIndex(where: { fits($0.fault) }) else { return nil }
            let fault = state.entries[index].fault
            if fault != .turnedAway { state.strikes += 1 }
            if let remaining = state.entries[index].remaining {
                state.entries[index].remaining = remaining - 1
                if remaining <= 1 { state.entries.remove(at: index) }
            }
            return fault
        }
    }

    /// Turns the next connections away.
    func turnAway(_ count: Int) {
        guard count > 0 else { return }
        state.withLock { $0.entries.insert(Entry(fault: .turnedAway, remaining: count), at: 0) }
    }

    /// A part of a length of time.
    func jitter(upTo longest: Duration) -> Duration {
        state.withLock { state in
            .microseconds(Int64.random(in: 0...longest.microseconds, using: &state.generator))
        }
    }
}
