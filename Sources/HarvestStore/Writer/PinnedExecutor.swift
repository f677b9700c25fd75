internal import CSQLite
internal import Glibc

/// Runs an actor's work on one thread of its own, so that a blocking C call never holds up the cooperative
/// pool, which has as few threads as the machine has cores.
///
/// An actor keeps one and returns `asUnownedSerialExecutor()` from `unownedExecutor`. The thread ends after
/// the last job when the executor is released. It will not run anything else beside that actor.
package final class PinnedExecutor: SerialExecutor {
    private let queue: JobQueue

    /// Starts the thread. Linux shows the first 15 bytes of the name in `top -H`.
    package init(name: String) throws {
        queue = JobQueue(name: name)
        try queue.start()
    }

    deinit { queue.stop() }

    package func enqueue(_ job: consuming ExecutorJob) { queue.append(UnownedJob(job), for: self) }
}

/// Jobs waiting for the thread, behind a lock with a condition to wait on.
private final class JobQueue: @unchecked Sendable {
    // Proof for @unchecked: `jobs` and `isStopped` are only touched between lock and unlock of `mutex`; the
    // pointers are set once and freed when neither the executor nor the thread refers to the queue any more.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let isFilled = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let name: String
    private var jobs: [Entry] = []
    private var isStopped = false

    /// A job and the executor it runs on, which must live until the job has run.
    struct Entry {
        let job: UnownedJob
        let executor: PinnedExecutor
    }

    init(name: String) {
        self.name = String(decoding: name.utf8.prefix(15), as: UTF8.self)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(isFilled, nil)
    }

    deinit {
        pthread_cond_destroy(isFilled)
        pthread_mutex_destroy(mutex)
        isFilled.deallocate()
        mutex.deallocate()
    }

    /// Starts the thread, which keeps the queue alive until it ends.
    func start() throws {
        var thread = pthread_t()
        let queue = Unmanaged.passRetained(self)
        let result = pthread_create(&thread, nil, runJobs, queue.toOpaque())
        guard result == 0 else {
            queue.release()
            throw StoreError.exhausted("thread", cause: String(cString: strerror(result)))
        }
        pthread_detach(thread)
    }

    func append(_ job: UnownedJob, for executor: PinnedExecutor) {
        pthread_mutex_lock(mutex)
        jobs.append(Entry(job: job, executor: executor))
        pthread_cond_signal(isFilled)
        pthread_mutex_unlock(mutex)
    }

    func stop() {
        pthread_mutex_lock(mutex)
        isStopped = true
        pthread_cond_signal(isFilled)
        pthread_mutex_unlock(mutex)
    }

    /// Waits for jobs; `nil` when none are left and none will come.
    private func takeAll() -> [Entry]? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while jobs.isEmpty {
            if isStopped { return nil }
            pthread_cond_wait(isFilled, mutex)
        }
        defer { jobs = [] }
        return jobs
    }

    func run() {
        harvest_name_thread(name)
        while let entries = takeAll() {
            for entry in entries {
                entry.job.runSynchronously(on: entry.executor.asUnownedSerialExecutor())
            }
        }
    }
}

/// The thread's body: takes over the reference that `start` gave it.
private func runJobs(_ queue: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let queue else { return nil }
    Unmanaged<JobQueue>.fromOpaque(queue).takeRetainedValue().run()
    return nil
}
