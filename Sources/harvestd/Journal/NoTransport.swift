internal import HarvestCore
internal import HarvestSources

/// The transport of runs that are done again: they ask nobody, so this is never used but by a mistake.
struct NoTransport: HTTPTransport {
    func response(to request: HTTPRequest) async throws -> HTTPResponse {
        throw EngineError.diverged("it asks a service although it is done again")
    }
}
