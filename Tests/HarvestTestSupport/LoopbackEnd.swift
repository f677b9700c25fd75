/// Why a loopback script ends.
enum LoopbackEnd: Error {
    /// The peer closed, or the server stops.
    case gone
    /// The script wants the connection to break.
    case reset
    /// The machine refused something.
    case system(String)
}
