/// The last answers of the store, for the time when it does not answer.
///
/// While the store is out of reach, a run that asks what was asked before gets the same rows again: sources
/// go on being read, into the journal.
package final class ReadMemory: Sendable {
    private struct State {
        var answers: [Query: [UInt8]] = [:]
        /// Queries by last use, the oldest first.
        var order: [Query] = []
        var byteCount = 0
        var isStoreDown = false
    }

    /// The most bytes of answers that are kept.
    package static let maximumBytes = 32 << 20

    private let state = Locked(State())

    /// Remembers nothing yet.
    package init() {}

    /// Whether the store is known to be out of reach.
    package var isStoreDown: Bool {
        get { state.withLock { $0.isStoreDown } }
        set { state.withLock { $0.isStoreDown = newValue } }
    }

    /// The last answer to this query, while the store is out of reach.
    func standIn(for query: Query) -> [UInt8]? {
        state.withLock { $0.isStoreDown ? $0.answers[query] : nil }
    }

    /// Keeps an answer and forgets the ones longest out of use when they are too much.
    func keep(_ answer: [UInt8], to query: Query) {
        state.withLock { state in
            state.byteCount += answer.count - (state.answers[query]?.count ?? 0)
            state.answers[query] = answer
            state.order.removeAll { $0 == query }
            state.order.append(query)
            while state.byteCount > Self.maximumBytes || state.order.count > Self.maximumQueries {
                state.byteCount -= state.answers.removeValue(forKey: state.order.removeFirst())?.count ?? 0
            }
        }
    }

    /// The most queries whose answers are kept. Many ask for another stretch of time whenever they run.
    package static let maximumQueries = 64
}
