/// A service that can be asked to end in its own time, where cancelling its `run()` would break off the
/// piece of work under way.
public protocol RetiringService: Service {
    /// Asks the service to return from `run()` after the piece of work under way, and never to start again.
    /// Does not wait for that.
    func retire() async
}
