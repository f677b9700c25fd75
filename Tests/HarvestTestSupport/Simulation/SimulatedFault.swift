/// What can happen to one request of a simulation.
enum SimulatedFault: CaseIterable {
    /// Nothing.
    case none
    /// The transport noticed that the body was cut.
    case cut
    /// The body was cut and nobody below the decoder noticed.
    case cutUnnoticed
    /// The connection broke.
    case reset
    /// A web page with status 200.
    case webPage
    /// An error of the service's own with status 200.
    case errorBody
    /// A 503.
    case trouble
    /// A 429, with a time to wait or without.
    case complaint
    /// No answer before the deadline, or none at all.
    case silence
}
