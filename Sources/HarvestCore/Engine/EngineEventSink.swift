/// Where events go. Reporting never fails and never waits for long, so it may be done anywhere, even between
/// the steps of an actor.
public protocol EngineEventSink: Sendable {
    /// Takes note of a fact.
    func report(_ event: EngineEvent)
}
