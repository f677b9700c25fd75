public import HarvestCore

/// A sink that keeps every event, so that tests can wait for facts.
public final class EventRecorder: EngineEventSink {
    /// The events so far, and waiting for more.
    public let recorder = Recorder<EngineEvent>()

    /// Starts empty.
    public init() {}

    /// Keeps the event.
    public func report(_ event: EngineEvent) { recorder.record(event) }
}
