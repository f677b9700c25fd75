public import HarvestCore

/// Lends a running transport to `body`, and has closed it with its thread and connections on return.
///
/// Throws what `body` throws, and `engine` when libcurl cannot start. Children of `body` must have ended with
/// it; their requests fail with `cancelled` or `notRunning` otherwise.
public func withCurlTransport<Result>(
    configuration: CurlTransport.Configuration = CurlTransport.Configuration(), clock: any EngineClock,
    _ body: (CurlTransport) async throws -> Result
) async throws -> Result {
    let transport = CurlTransport(configuration: configuration, clock: clock)
    let life = try transport.start()
    do {
        let result = try await body(transport)
        transport.stop()
        // What `body` has got is whole, even when libcurl failed afterwards.
        _ = await life.end()
        return result
    } catch {
        transport.stop()
        _ = await life.end()
        throw error
    }
}
