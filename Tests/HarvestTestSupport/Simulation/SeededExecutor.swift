internal import Glibc
internal import HarvestCore

/// Runs all tasks of a simulation on one thread, the next one drawn from a seed.
///
/// A task that is started with it as its preference takes all its children and the default actors they call
/// along, so one seed is one order of everything. Work that comes from another thread has got away: it would
/// make the order a matter of luck, so it is counted and the simulation fails.
package final class SeededExecutor: TaskExecutor {
    private struct State {
        var queue: [UnownedJob] = []
        var generator: SplitMix64
        var thread: pthread_t?
        var strayCount = 0
    }

    private let state: Locked<State>

    /// Makes an executor that runs nothing before `runUntilIdle`.
    package init(seed: UInt64) { state = Locked(State(generator: SplitMix64(seed: seed))) }

    /// How often work came from a thread other than the one that runs it.
    package var strayCount: Int { state.withLock { $0.strayCount } }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { state in
            if let thread = state.thread, thread != pthread_self() { state.strayCount += 1 }
            state.queue.append(job)
        }
    }

    /// Runs what is ready, and what becomes ready by that, on the calling thread; answers how many steps that
    /// took. Stops after `maximum` steps, so that a task that is always ready again ends the run too.
    package func runUntilIdle(maximum: Int) -> Int {
        state.withLock { $0.thread = pthread_self() }
        let preference = asUnownedTaskExecutor()
        var steps = 0
        while steps < maximum, let job = take() {
            job.runSynchronously(on: preference)
            steps += 1
        }
        return steps
    }

    private func take() -> UnownedJob? {
        state.withLock { state in
            guard !state.queue.isEmpty else { return nil }
            let chosen = Int(state.generator.next() % UInt64(state.queue.count))
            state.queue.swapAt(chosen, state.queue.count - 1)
            return state.queue.removeLast()
        }
    }
}
