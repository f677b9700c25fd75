internal import HarvestCore
internal import HarvestSources
internal import HarvestTestSupport
internal import Testing

/// What the transport's tests share: a transport that lives for one test, and the kind of a failure.
enum TransportTesting {
    /// Lends a running transport.
    static func withTransport<Result>(
        _ configuration: CurlTransport.Configuration = CurlTransport.Configuration(),
        _ body: (CurlTransport) async throws -> Result
    ) async throws -> Result {
        try await withCurlTransport(configuration: configuration, clock: ManualClock(), body)
    }

    /// Asks a server that plays `script` once or more, and gives the answer.
    static func answer(
        to change: (inout HTTPRequest) -> Void = { _ in }, _ script: @escaping LoopbackServer.Script
    ) async throws -> HTTPResponse {
        try await withLoopbackServer(script) { server in
            var request = HTTPRequest.get(server.url())
            change(&request)
            return try await withTransport { try await $0.response(to: request) }
        }
    }

    /// The same where no answer is expected: gives the failure, `nil` when there was an answer.
    static func failure(
        to change: (inout HTTPRequest) -> Void = { _ in }, _ script: @escaping LoopbackServer.Script
    ) async -> TransportError? {
        await failure { _ = try await answer(to: change, script) }
    }

    /// The transport's failure that `body` ends with.
    static func failure(_ body: () async throws -> Void) async -> TransportError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? TransportError
        }
    }
}
