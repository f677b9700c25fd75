internal import CMicrohttpd
internal import Glibc

/// Feeds a body to the server piece by piece: cut, dripping or without end.
///
/// One of the server's threads at a time calls `read`, so it needs no lock.
final class BodyStream {
    private let body: [UInt8]
    private let delivery: Delivery
    private let connection: OpaquePointer
    private let line: DelayLine
    private var isDue = true

    init(_ answer: PreparedAnswer, connection: OpaquePointer, line: DelayLine) {
        body = answer.body
        delivery = answer.delivery
        self.connection = connection
        self.line = line
    }

    /// The length to announce; unknown for a body without end.
    var length: UInt64 { delivery.isEndless ? harvest_mhd_size_unknown() : UInt64(body.count) }

    /// Copies the bytes from `position` on into the buffer; the number copied, or how the stream ends.
    func read(from position: Int, into buffer: UnsafeMutablePointer<CChar>, atMost room: Int) -> Int {
        if let cut = delivery.cut, position >= cut { return harvest_mhd_end_with_error() }
        if !delivery.isEndless, position >= body.count { return harvest_mhd_end_of_stream() }
        if let drip = delivery.drip, !isDue {
            isDue = true
            line.hold(connection, for: drip.every)
            return 0
        }
        isDue = false
        let start = body.isEmpty ? 0 : position % body.count
        let end = min(
            body.count, delivery.isEndless ? .max : delivery.cut ?? .max,
            start + min(room, delivery.drip?.bytes ?? room))
        body.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            memcpy(buffer, base + start, end - start)
        }
        return end - start
    }
}
