internal import HarvestCore

/// Collects facts from concurrent code, and lets a test wait until so many are there.
public final class Recorder<Fact: Sendable>: Sendable {
    private struct State {
        var facts: [Fact] = []
        var waiters = Waiters()
        var lastID: UInt64 = 0
    }

    private let state = Locked(State())

    /// Starts empty.
    public init() {}

    /// All facts so far, in the order they came.
    public var facts: [Fact] { state.withLock { $0.facts } }

    /// The number of facts so far.
    public var count: Int { state.withLock { $0.facts.count } }

    /// Adds a fact. Callable from anywhere, C callbacks included.
    public func record(_ fact: Fact) {
        let done = state.withLock { state in
            state.facts.append(fact)
            return state.waiters.satisfied(by: state.facts.count)
        }
        for resumption in done { resumption.resume() }
    }

    /// Waits until at least `count` facts are there and gives them all; throws when the task is cancelled.
    @discardableResult
    public func wait(for count: Int) async throws -> [Fact] {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { add($0, id: id, count: count) }
        } onCancel: {
            cancel(id)
        }
        return facts
    }

    private func add(_ resumption: Waiters.Resumption, id: UInt64, count: Int) {
        let isThere = state.withLock { state in
            if state.facts.count >= count { return true }
            state.waiters.add(id: id, count: count, resumption)
            return false
        }
        if isThere { return resumption.resume() }
        if Task.isCancelled { cancel(id) }
    }

    private func cancel(_ id: UInt64) {
        state.withLock { $0.waiters.remove(id: id) }?.resume(throwing: CancellationError())
    }
}
