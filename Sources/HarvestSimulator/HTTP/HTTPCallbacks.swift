internal import CMicrohttpd

/// The functions libmicrohttpd calls on its own threads, and what they need.
///
/// They are plain static functions of a library on purpose: written in isolated code they would compile and
/// then stop the program on a thread that is not theirs.
final class HTTPCallbacks: Sendable {
    let line: DelayLine
    let answer: @Sendable (SimulatedRequest) -> PreparedAnswer

    init(line: DelayLine, answer: @escaping @Sendable (SimulatedRequest) -> PreparedAnswer) {
        self.line = line
        self.answer = answer
    }

    /// First of all for each request: keeps the address as it was sent.
    static let targetSeen:
        @convention(c) (
            UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?
        ) -> UnsafeMutableRawPointer? = { _, target, _ in
            let text = target.map { String(cString: $0) } ?? "/"
            let exchange = HTTPExchange(target: text, bodyLimit: HTTPDaemon.bodyLimit)
            return Unmanaged.passRetained(exchange).toOpaque()
        }

    /// Last of all for each request: lets go of what was kept.
    static let completed: MHD_RequestCompletedCallback = { _, _, slot, _ in
        guard let pointer = slot?.pointee else { return }
        Unmanaged<HTTPExchange>.fromOpaque(pointer).release()
        slot?.pointee = nil
    }

    /// For the head of a request, for each part of its body, and at its end.
    static let access: MHD_AccessHandlerCallback = { context, connection, _, method, _, data, length, slot in
        guard let context, let connection, let length, let pointer = slot?.pointee else { return .NO }
        let callbacks = Unmanaged<HTTPCallbacks>.fromOpaque(context).takeUnretainedValue()
        let exchange = Unmanaged<HTTPExchange>.fromOpaque(pointer).takeUnretainedValue()
        guard exchange.request != nil else {
            exchange.request = SimulatedRequest(
                method: method.map { String(cString: $0) } ?? "GET", target: exchange.target)
            exchange.request?.acceptsGzip = HTTPCallbacks.acceptsGzip(connection)
            return .YES
        }
        guard length.pointee == 0 else {
            exchange.take(UnsafeRawBufferPointer(start: data, count: length.pointee))
            length.pointee = 0
            return .YES
        }
        return callbacks.finish(exchange, connection)
    }

    private func finish(_ exchange: HTTPExchange, _ connection: OpaquePointer) -> MHD_Result {
        if exchange.answer == nil { exchange.answer = exchange.request.map(answer) }
        guard let answer = exchange.answer, !answer.delivery.isDropped else { return .NO }
        if answer.delivery.delay > .zero, !exchange.wasHeld {
            exchange.wasHeld = true
            line.hold(connection, for: answer.delivery.delay)
            return .YES
        }
        guard let response = response(to: answer, connection) else { return .NO }
        defer { MHD_destroy_response(response) }
        for (name, value) in answer.headers { MHD_add_response_header(response, name, value) }
        return MHD_queue_response(connection, UInt32(answer.status), response)
    }

    private func response(to answer: PreparedAnswer, _ connection: OpaquePointer) -> OpaquePointer? {
        guard !answer.delivery.isPlain else {
            return answer.body.withUnsafeBytes { bytes in
                MHD_create_response_from_buffer(
                    bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
            }
        }
        let stream = BodyStream(answer, connection: connection, line: line)
        return MHD_create_response_from_callback(
            stream.length, 32 * 1_024, Self.readBody, Unmanaged.passRetained(stream).toOpaque(), Self.freeBody
        )
    }

    private static let readBody: MHD_ContentReaderCallback = { context, position, buffer, room in
        guard let context, let buffer else { return harvest_mhd_end_with_error() }
        return Unmanaged<BodyStream>.fromOpaque(context).takeUnretainedValue()
            .read(from: Int(position), into: buffer, atMost: room)
    }

    private static let freeBody: MHD_ContentReaderFreeCallback = { context in
        if let context { Unmanaged<BodyStream>.fromOpaque(context).release() }
    }

    private static func acceptsGzip(_ connection: OpaquePointer) -> Bool {
        MHD_lookup_connection_value(connection, .HEADER_KIND, "Accept-Encoding")
            .map { String(cString: $0).contains("gzip") } ?? false
    }
}
