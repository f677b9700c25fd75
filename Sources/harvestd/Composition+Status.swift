internal import HarvestCore

extension Composition {
    /// The part that serves the status; nothing when that is switched off.
    var status: [SupervisionTree] {
        guard let monitor, let address = configuration.statusAddress else { return [] }
        let server = StatusServer(
            at: address, monitor: monitor, channel: channel, clock: clock, events: events)
        return [.service("status", note: "health and metrics at \(address)", server)]
    }
}
