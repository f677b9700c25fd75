/// Tasks that wait until a count has been reached; the core of everything here that waits for facts.
///
/// It is a plain value to be kept behind a lock. What it returns must be resumed after the lock is released.
struct Waiters {
    /// What ends a wait.
    typealias Resumption = CheckedContinuation<Void, any Error>

    private var waiting: [(id: UInt64, count: Int, resumption: Resumption)] = []

    /// Notes a wait for `count`.
    mutating func add(id: UInt64, count: Int, _ resumption: Resumption) {
        waiting.append((id, count, resumption))
    }

    /// Takes out one wait, when it is still there.
    mutating func remove(id: UInt64) -> Resumption? {
        guard let index = waiting.firstIndex(where: { $0.id == id }) else { return nil }
        return waiting.remove(at: index).resumption
    }

    /// Takes out the waits that `count` satisfies.
    mutating func satisfied(by count: Int) -> [Resumption] {
        let done = waiting.filter { $0.count <= count }.map(\.resumption)
        waiting.removeAll { $0.count <= count }
        return done
    }
}
