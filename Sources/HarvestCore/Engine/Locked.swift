#if TSAN
    internal import Glibc
#else
    internal import Synchronization
#endif

/// A value behind a lock, for the few places that cannot be actors: C callbacks and test clocks.
///
/// The thread sanitizer reports false races on `Mutex`, so under `-DTSAN` a pthread mutex does the same job.
package final class Locked<Value>: @unchecked Sendable {
    // Proof for @unchecked: `value` is only touched inside `withLock`, which holds the lock.
    private var value: Value
    #if TSAN
        private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    #else
        private let mutex = Mutex(())
    #endif

    /// Puts a value behind the lock.
    package init(_ value: Value) {
        self.value = value
        #if TSAN
            pthread_mutex_init(mutex, nil)
        #endif
    }

    #if TSAN
        deinit {
            pthread_mutex_destroy(mutex)
            mutex.deallocate()
        }
    #endif

    /// Runs `body` alone with the value. `body` must not wait.
    package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        #if TSAN
            pthread_mutex_lock(mutex)
            defer { pthread_mutex_unlock(mutex) }
            return try body(&value)
        #else
            return try mutex.withLock { _ in try body(&value) }
        #endif
    }
}
