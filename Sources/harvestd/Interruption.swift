internal import Glibc

/// Work that a signal stopped before it was done.
struct Interruption: Error, Hashable {
    /// The signal.
    let signal: Int32

    /// How the program ends.
    var exitCode: ExitCode { signal == SIGTERM ? .terminated : .interrupted }
}
