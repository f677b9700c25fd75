/// The port a raw client connects to.
struct SimulatorPort: Sendable {
    let port: UInt16
}
