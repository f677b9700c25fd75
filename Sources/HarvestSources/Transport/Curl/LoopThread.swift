internal import Glibc
internal import HarvestCore

/// A thread of our own for a body that blocks, because the cooperative pool must not.
///
/// The thread takes no signals: they belong to the program. `finish` waits for its end.
package struct LoopThread: Sendable {
    private final class Start: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private let thread: pthread_t

    /// Starts a thread; `nil` when the machine has none left.
    package init?(_ body: @escaping @Sendable () -> Void) {
        // The new thread takes over the reference that is handed to it; when there is none, it is given back.
        let start = Unmanaged.passRetained(Start(body))
        var thread = pthread_t()
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        // A thread begins with its maker's mask, so that there is no moment at which it takes signals.
        pthread_sigmask(SIG_SETMASK, &all, &before)
        let result = pthread_create(&thread, nil, Self.main, start.toOpaque())
        pthread_sigmask(SIG_SETMASK, &before, nil)
        guard result == 0 else {
            start.release()
            return nil
        }
        self.thread = thread
    }

    /// Waits for the thread's end. Call it once, when the body has nothing more to do.
    package func finish() { pthread_join(thread, nil) }

    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
        context in
        guard let context else { return nil }
        Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body()
        return nil
    }
}
