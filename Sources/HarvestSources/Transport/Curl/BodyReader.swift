/// Takes the bytes of a body as they come, undoes their coding, and keeps to the limits before and after it.
///
/// libcurl's own limit stops neither a gzip bomb nor an endless body, and it calls a cut gzip body whole; so
/// all of that is decided here.
struct BodyReader {
    private let limits: ResponseLimits
    private var coding: ContentCoding?
    private var inflater: Inflater?
    /// The body so far, coding undone.
    private(set) var bytes: [UInt8] = []
    /// Bytes that came, before inflation.
    private(set) var wireByteCount = 0
    /// The limit that was passed, in figures.
    private(set) var detail: String?

    /// Starts without bytes.
    init(limits: ResponseLimits) { self.limits = limits }

    /// Takes bytes from the wire; answers why the body is refused, `nil` while it is not.
    mutating func receive(_ input: UnsafeBufferPointer<UInt8>, headers: HTTPHeaders) -> TransportError.Kind? {
        if coding == nil, let refusal = begin(headers) { return refusal }
        wireByteCount += input.count
        if wireByteCount > limits.wireBytes { return refuseLength() }
        guard let inflater else { return append(input) }
        let before = wireByteCount - input.count
        var refusal: TransportError.Kind?
        let outcome = inflater.push(input) { piece, used in
            refusal = append(piece) ?? checkRatio(wireBytes: before + used)
            return refusal == nil
        }
        return outcome == .corrupt ? .badEncoding : refusal
    }

    /// The wire has no more; answers why the body is refused, `nil` when it is whole.
    mutating func finish(status: Int, headers: HTTPHeaders) -> TransportError.Kind? {
        if let inflater { return inflater.isAtEnd ? nil : .cutShort }
        guard coding == nil, let announced = ContentCoding(headers), announced != .identity else {
            return nil
        }
        // No byte came although a packed body was announced: whole only where an answer may be empty.
        return (200..<300).contains(status) && status != 204 ? .cutShort : nil
    }

    private mutating func begin(_ headers: HTTPHeaders) -> TransportError.Kind? {
        guard let coding = ContentCoding(headers) else {
            detail = headers.values(of: "Content-Encoding").joined(separator: ", ")
            return .unknownEncoding
        }
        self.coding = coding
        if coding != .identity { inflater = Inflater(isGzip: coding == .gzip) }
        guard let announced = headers["Content-Length"].flatMap({ Int($0) }) else { return nil }
        if announced > limits.wireBytes { return refuseLength(announced: announced) }
        bytes.reserveCapacity(min(announced, limits.decodedBytes, 1 << 20))
        return nil
    }

    private mutating func append(_ piece: UnsafeBufferPointer<UInt8>) -> TransportError.Kind? {
        guard bytes.count + piece.count <= limits.decodedBytes else {
            detail = "limit \(limits.decodedBytes) bytes"
            return .decodedLimit
        }
        bytes.append(contentsOf: piece)
        return nil
    }

    private mutating func checkRatio(wireBytes: Int) -> TransportError.Kind? {
        guard bytes.count > limits.ratioFloorBytes, bytes.count / max(1, wireBytes) >= limits.ratio else {
            return nil
        }
        detail = "\(bytes.count) bytes of \(wireBytes), limit \(limits.ratio) to 1"
        return .ratioLimit
    }

    private mutating func refuseLength(announced: Int? = nil) -> TransportError.Kind {
        detail = "limit \(limits.wireBytes) bytes" + (announced.map { ", announced \($0)" } ?? "")
        return .wireLimit
    }
}
