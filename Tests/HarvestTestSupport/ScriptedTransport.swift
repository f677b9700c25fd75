public import HarvestCore
public import HarvestSources

/// A transport that answers from a script and keeps what it was asked.
///
/// Either a closure answers every request, or replies are queued by the beginning of the address; the longest
/// beginning that fits wins, its replies are used in order, and the last one repeats. What no script knows
/// fails with `Unscripted`.
public final class ScriptedTransport: HTTPTransport {
    /// A request came for which there is no reply.
    public struct Unscripted: Error, CustomStringConvertible {
        /// The request.
        public let request: HTTPRequest
        /// `no reply was scripted for GET …`.
        public var description: String { "no reply was scripted for \(request)" }
    }

    /// Decides the reply to a request.
    public typealias Script = @Sendable (HTTPRequest) async throws -> ScriptedReply

    private let clock: any EngineClock
    private let script: Script?
    private let queues = Locked<[String: [ScriptedReply]]>([:])
    private let asked = Recorder<HTTPRequest>()

    /// Makes a transport whose replies are queued with `reply(to:with:)`.
    public init(clock: any EngineClock) {
        self.clock = clock
        script = nil
    }

    /// Makes a transport that asks a closure.
    public init(clock: any EngineClock, script: @escaping Script) {
        self.clock = clock
        self.script = script
    }

    /// The requests so far, in order.
    public var requests: [HTTPRequest] { asked.facts }

    /// Queues replies for all addresses that begin so.
    public func reply(to prefix: String, with replies: ScriptedReply...) {
        queues.withLock { $0[prefix, default: []] += replies }
    }

    /// Waits until so many requests were made; throws when the task is cancelled.
    @discardableResult
    public func waitForRequests(_ count: Int) async throws -> [HTTPRequest] {
        try await asked.wait(for: count)
    }

    /// Records the request and gives its reply.
    public func response(to request: HTTPRequest) async throws -> HTTPResponse {
        try Task.checkCancellation()
        asked.record(request)
        let reply = try await reply(to: request)
        try await clock.sleep(for: reply.delay)
        if let failure = reply.failure { throw failure }
        return HTTPResponse(
            status: reply.status, headers: reply.headers, body: reply.body,
            wireByteCount: reply.body.count, receivedAt: clock.now, uptime: clock.uptime)
    }

    private func reply(to request: HTTPRequest) async throws -> ScriptedReply {
        if let script { return try await script(request) }
        let found: ScriptedReply? = queues.withLock { queues in
            let fitting = queues.keys.filter { request.url.hasPrefix($0) }
            guard let key = fitting.max(by: { $0.utf8.count < $1.utf8.count }),
                var queue = queues[key], let first = queue.first
            else { return nil }
            if queue.count > 1 { queue.removeFirst() }
            queues[key] = queue
            return first
        }
        guard let found else { throw Unscripted(request: request) }
        return found
    }
}
