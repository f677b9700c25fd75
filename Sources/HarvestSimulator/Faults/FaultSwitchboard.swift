internal import HarvestCore

/// Where tests switch faults on and off while the simulator runs.
public final class FaultSwitchboard: Sendable {
    /// Names a fault that was switched on.
    public struct Switch: Hashable, Sendable {
        fileprivate let number: Int
    }

    private struct Entry {
        let key: Switch
        let fault: SimulatorFault
        let prefix: String
        let text: String?
        let share: Double
        var remaining: Int?
    }

    private struct State {
        var entries: [Entry] = []
        var lastNumber = 0
        var generator: SplitMix64
    }

    private let state: Locked<State>

    init(seed: UInt64) { state = Locked(State(generator: SplitMix64(seed: seed))) }

    /// Switches a fault on for requests whose path starts with a prefix (`/clob/book`, with the service in
    /// front).
    ///
    /// With `text`, only for those whose path and query hold it; with `times`, only for the next so many;
    /// with a `share` below 1, only for so many by chance. Faults add up: an answer can be late and cut.
    @discardableResult
    public func add(
        _ fault: SimulatorFault, on prefix: String = "/", containing text: String? = nil, times: Int? = nil,
        share: Double = 1
    ) -> Switch {
        state.withLock { state in
            state.lastNumber += 1
            let key = Switch(number: state.lastNumber)
            state.entries.append(
                Entry(
                    key: key, fault: fault, prefix: prefix, text: text, share: share, remaining: times))
            return key
        }
    }

    /// Switches a fault off; nothing happens when it was used up.
    public func remove(_ key: Switch) {
        state.withLock { $0.entries.removeAll { $0.key == key } }
    }

    /// Switches all faults off.
    public func removeAll() {
        state.withLock { $0.entries = [] }
    }

    /// The faults that meet a request, in the order they were switched on; each is used once.
    func take(for target: String) -> [SimulatorFault] {
        state.withLock { state in
            var faults: [SimulatorFault] = []
            for index in state.entries.indices where meets(state.entries[index], target) {
                if state.entries[index].share < 1,
                    Double.random(in: 0..<1, using: &state.generator) >= state.entries[index].share
                {
                    continue
                }
                faults.append(state.entries[index].fault)
                state.entries[index].remaining = state.entries[index].remaining.map { $0 - 1 }
            }
            state.entries.removeAll { $0.remaining == 0 }
            return faults
        }
    }

    private func meets(_ entry: Entry, _ target: String) -> Bool {
        guard entry.remaining != 0, target.hasPrefix(entry.prefix) else { return false }
        return entry.text.map { target.contains($0) } ?? true
    }
}
