/// Why bytes are no book or no message of the book stream: what was wrong, where, and what stands there.
///
/// It says what a ``DecodeError`` says but knows no endpoint: a parser is handed bytes, not their origin.
public struct BookParseError: HarvestFailure, Hashable {
    /// What was wrong.
    public let problem: DecodeError.Problem
    /// Place in bytes from the start of what was parsed.
    public let byteOffset: Int
    /// A few of the bytes around the place, control characters as blanks.
    public let excerpt: String

    /// The key it is about, such as `price`; empty for the whole.
    public let key: String

    /// Describes a problem the general path met in these bytes.
    init(_ problem: WireProblem, in bytes: UnsafeRawBufferPointer) {
        let offset = bytes.baseAddress.map { problem.address - Int(bitPattern: $0) } ?? 0
        self.init(problem.problem, at: offset, key: problem.key.description, in: bytes)
    }

    /// Describes a problem at a place of these bytes.
    init(_ problem: DecodeError.Problem, at offset: Int, key: String = "", in bytes: UnsafeRawBufferPointer) {
        self.problem = problem
        byteOffset = offset
        self.key = key
        let start = max(0, min(offset, bytes.count) - 20)
        let end = min(start + DecodeError.excerptLength, bytes.count)
        let near = bytes[start..<end].map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
        excerpt = String(decoding: near, as: UTF8.self)
    }

    /// E2001 to E2013.
    public var code: String { asDecodeError.code }

    /// What was wrong, in one line.
    public var message: String { asDecodeError.message }

    /// Byte offset and excerpt.
    public var cause: String? { asDecodeError.cause }

    /// Retry what may have gone wrong on the way; skip what was sent as it is.
    public var advice: Advice { asDecodeError.advice }

    /// The same for an answer of an endpoint.
    public func error(of endpoint: Endpoint) -> DecodeError {
        DecodeError(problem, endpoint: endpoint, keyPath: key, byteOffset: byteOffset, excerpt: excerpt)
    }

    private var asDecodeError: DecodeError { error(of: Endpoint(source: "clob", name: "book")) }
}
