/// Forgets every event: for those who embed the library and want none.
public struct SilentSink: EngineEventSink {
    /// Makes a sink.
    public init() {}

    /// Does nothing.
    public func report(_ event: EngineEvent) {}
}
