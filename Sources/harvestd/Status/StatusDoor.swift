internal import CMicrohttpd
internal import HarvestCore
internal import HarvestListener

/// The door from libmicrohttpd to the pages: its callbacks, and what they need.
///
/// A request is answered as soon as its head is there, and the connection is closed after it; a body is
/// never read. The callbacks are plain static functions, because the library calls them on its own threads.
final class StatusDoor: Sendable {
    /// How much clients may take: a scraper and a few people, not a public.
    static func limits(silenceSeconds: UInt32 = silenceSeconds) -> LoopbackListener.Limits {
        LoopbackListener.Limits(
            threads: 1, connections: 32, silenceSeconds: silenceSeconds, connectionBytes: 16 * 1_024)
    }

    /// How long a connection may be silent, in seconds of real time.
    static let silenceSeconds: UInt32 = 5
    /// How long a connection may be open, whatever it does.
    static let longestConnection = Duration.seconds(10)

    /// The connections that are open.
    let connections: ConnectionWatch
    private let pages: StatusPages

    init(pages: StatusPages, clock: any EngineClock) {
        self.pages = pages
        connections = ConnectionWatch(clock: clock)
    }

    /// What the listener calls; `context` must be the door itself.
    static func callbacks(_ context: UnsafeMutableRawPointer) -> LoopbackListener.Callbacks {
        var callbacks = LoopbackListener.Callbacks(context: context, access: access)
        callbacks.connected = connected
        return callbacks
    }

    private static let access: MHD_AccessHandlerCallback = { context, connection, path, method, _, _, _, _ in
        guard let context, let connection, let path, let method else { return .NO }
        let door = Unmanaged<StatusDoor>.fromOpaque(context).takeUnretainedValue()
        let host = MHD_lookup_connection_value(connection, .HEADER_KIND, "Host")
        let request = StatusRequest(
            method: String(cString: method), path: String(cString: path),
            host: host.map { String(cString: $0) })
        return send(door.pages.answer(to: request), over: connection)
    }

    private static let connected: MHD_NotifyConnectionCallback = { context, connection, _, code in
        guard let context, let connection else { return }
        let door = Unmanaged<StatusDoor>.fromOpaque(context).takeUnretainedValue()
        switch code {
        case .CONNECTION_NOTIFY_STARTED: door.connections.accepted(connection)
        case .CONNECTION_NOTIFY_CLOSED: door.connections.closed(connection)
        }
    }

    private static func send(_ answer: StatusAnswer, over connection: OpaquePointer) -> MHD_Result {
        let body = Array(answer.body.utf8)
        let response = body.withUnsafeBytes { bytes in
            MHD_create_response_from_buffer(
                bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
        }
        guard let response else { return .NO }
        defer { MHD_destroy_response(response) }
        var fields = [
            ("Content-Type", answer.contentType), ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"), ("Connection", "close"),
        ]
        if let allow = answer.allow { fields.append(("Allow", allow)) }
        for (name, value) in fields { MHD_add_response_header(response, name, value) }
        return MHD_queue_response(connection, UInt32(answer.status), response)
    }
}
