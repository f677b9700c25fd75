internal import CMicrohttpd
internal import HarvestCore

/// Holds connections back for a while, by the clock that was handed in.
///
/// A wait inside a callback would hold up the server's threads, so the connection is suspended instead and
/// resumed from here. Whatever is still waiting when the simulator stops is resumed then.
final class DelayLine: Sendable {
    /// A suspended connection and how long it waits.
    private struct Waiting: @unchecked Sendable {
        // Proof for @unchecked: the pointer is only ever given back to the library, which locks for itself.
        let connection: OpaquePointer
        let duration: Duration
    }

    private struct State {
        var suspended: Set<OpaquePointer> = []
        var isClosed = false
    }

    private let clock: any EngineClock
    private let state = Locked(State())
    private let arrivals: AsyncStream<Waiting>
    private let door: AsyncStream<Waiting>.Continuation

    init(clock: any EngineClock) {
        self.clock = clock
        (arrivals, door) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(4_096))
    }

    /// Suspends a connection for a while; does nothing once the simulator stops. Called by the server's
    /// threads.
    func hold(_ connection: OpaquePointer, for duration: Duration) {
        let isHeld = state.withLock { state in
            guard !state.isClosed else { return false }
            MHD_suspend_connection(connection)
            state.suspended.insert(connection)
            return true
        }
        guard isHeld else { return }
        if case .enqueued = door.yield(Waiting(connection: connection, duration: duration)) { return }
        release(connection)
    }

    /// Resumes connections when their time has come; returns when cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await waiting in arrivals {
                group.addTask {
                    // Cancellation means that the simulator stops, and then nothing is held back any more.
                    try? await self.clock.sleep(for: waiting.duration)
                    self.release(waiting.connection)
                }
            }
            group.cancelAll()
        }
    }

    /// Resumes everything and holds nothing from now on.
    func close() {
        door.finish()
        state.withLock { state in
            state.isClosed = true
            for connection in state.suspended { MHD_resume_connection(connection) }
            state.suspended = []
        }
    }

    private func release(_ connection: OpaquePointer) {
        state.withLock { state in
            if state.suspended.remove(connection) != nil { MHD_resume_connection(connection) }
        }
    }
}
