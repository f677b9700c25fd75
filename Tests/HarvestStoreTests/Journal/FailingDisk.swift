internal import Glibc
internal import HarvestCore
@testable internal import HarvestStore

/// The real disk, of which chosen calls fail, and whose free space a test sets.
final class FailingDisk: JournalDisk {
    /// What happens to the call whose turn it is.
    enum Fault: CaseIterable {
        case full
        case broken
        case interrupted
        case short
    }

    private struct State {
        var calls = 0
        var space: JournalSpace?
    }

    private let state: Locked<State>
    private let turns: Range<Int>
    private let fault: Fault
    private let system = SystemDisk()

    init(failing turns: Range<Int> = 0..<0, with fault: Fault = .broken, space: JournalSpace? = nil) {
        state = Locked(State(space: space))
        (self.turns, self.fault) = (turns, fault)
    }

    /// Calls so far that could have failed.
    var calls: Int { state.withLock { $0.calls } }

    /// Says how much space there is from now on.
    func set(_ space: JournalSpace) { state.withLock { $0.space = space } }

    func create(_ path: String) -> Int { failure() ?? system.create(path) }

    func open(_ path: String) -> Int { failure() ?? system.open(path) }

    func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int {
        guard let failure = failure(canRetry: true) else { return system.write(bytes, to: descriptor) }
        guard [.full, .short].contains(fault), bytes.count > 1 else { return failure }
        // Half of the bytes arrive, and the call after this one may fail.
        let half = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count / 2)])
        return system.write(half, to: descriptor)
    }

    func sync(_ descriptor: Int32) -> Int { failure() ?? system.sync(descriptor) }

    func truncate(_ descriptor: Int32, to size: Int) -> Int {
        failure() ?? system.truncate(descriptor, to: size)
    }

    func close(_ descriptor: Int32) { system.close(descriptor) }

    func syncDirectory(_ path: String) -> Int { failure() ?? system.syncDirectory(path) }

    func rename(_ path: String, to other: String) -> Int { failure() ?? system.rename(path, to: other) }

    func remove(_ path: String) -> Int { failure() ?? system.remove(path) }

    func space(of directory: String) -> JournalSpace? {
        state.withLock { $0.space } ?? JournalSpace(available: 1 << 40, total: 1 << 41)
    }

    private func failure(canRetry: Bool = false) -> Int? {
        let turn = state.withLock { state in
            state.calls += 1
            return state.calls
        }
        guard turns.contains(turn) else { return nil }
        switch fault {
        case .full: return -Int(ENOSPC)
        case .broken: return -Int(EIO)
        case .interrupted, .short: return canRetry ? -Int(EINTR) : nil
        }
    }
}
