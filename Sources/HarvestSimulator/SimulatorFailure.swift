public import HarvestCore

/// Why the simulator cannot run.
public enum SimulatorFailure: HarvestFailure {
    /// Nothing can listen on the port: it is taken, or below 1024 and not ours to take.
    case cannotListen(port: UInt16)

    /// Always `E4090`.
    public var code: String { "E4090" }

    /// Which port could not be had.
    public var message: String {
        switch self {
        case .cannotListen(let port): "the simulator cannot listen on 127.0.0.1:\(port)"
        }
    }

    /// Trying again does not help.
    public var advice: Advice { .stop }

    /// What to do about it.
    public var remedy: String? { "choose another port; 0 lets the system choose a free one" }
}
