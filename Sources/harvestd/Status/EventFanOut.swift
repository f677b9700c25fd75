internal import HarvestCore

/// Passes every event on to several sinks, in their order.
struct EventFanOut: EngineEventSink {
    /// The sinks.
    let sinks: [any EngineEventSink]

    func report(_ event: EngineEvent) {
        for sink in sinks { sink.report(event) }
    }
}
