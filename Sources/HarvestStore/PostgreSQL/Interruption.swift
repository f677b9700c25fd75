internal import CLibpq
internal import Glibc

/// The wish to stop one operation that waits for the server, raised from another thread.
///
/// It is an eventfd that becomes readable once and stays so: the waiting thread polls it beside the socket,
/// and the kernel keeps the state, so no lock is needed. One operation has one; it is never used again.
package final class Interruption: Sendable {
    /// What the waiting thread polls for reading.
    let descriptor: Int32

    /// Opens the descriptor; fails when the process has too many.
    package init() throws {
        descriptor = harvest_eventfd()
        guard descriptor >= 0 else {
            throw StoreError.exhausted("descriptor", cause: String(cString: strerror(errno)))
        }
    }

    deinit { close(descriptor) }

    /// Asks the operation to stop. Never waits.
    package func request() {
        var one: UInt64 = 1
        // A full counter is the only possible failure, and then the wish was raised already.
        _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
    }

    /// Whether somebody asked.
    package var isRequested: Bool {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&watched, 1, 0) > 0
    }
}
