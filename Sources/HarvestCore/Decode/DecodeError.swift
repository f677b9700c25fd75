/// Why a payload or an element of it could not be used: endpoint, key, byte and what was there.
public struct DecodeError: HarvestFailure, Hashable {
    /// What was wrong.
    public enum Problem: Hashable, Sendable {
        /// There was no body.
        case empty
        /// A web page came instead of data.
        case html
        /// The body starts with a byte order mark.
        case byteOrderMark
        /// A byte that cannot stand there; what was expected.
        case syntax(String)
        /// The document ends before it is complete.
        case cutShort
        /// There is more after the end of the document.
        case trailing
        /// The document is larger than we take; which limit.
        case limit(String)
        /// Text that is not valid UTF-8, or an escape that means nothing; which.
        case encoding(String)
        /// A key that must be there is not.
        case missing
        /// A value of another type; which was wanted and which was there.
        case wrongType(wanted: String, found: String)
        /// A value of the right type that cannot be read; what was wanted.
        case unreadable(wanted: String)
        /// Values that cannot be true together.
        case contradiction(String)
        /// The upstream service answered with an error of its own; its text.
        case upstream(String)
    }

    /// What was wrong.
    public let problem: Problem
    /// Where the payload came from.
    public let endpoint: Endpoint
    /// Place in the payload, such as `events[3].slug`; empty for the whole.
    public let keyPath: String
    /// Place in bytes from the payload's start.
    public let byteOffset: Int?
    /// A few of the bytes there.
    public let excerpt: String

    /// Describes a problem.
    public init(
        _ problem: Problem, endpoint: Endpoint, keyPath: String, byteOffset: Int?, excerpt: String
    ) {
        self.problem = problem
        self.endpoint = endpoint
        self.keyPath = keyPath
        self.byteOffset = byteOffset
        self.excerpt = excerpt
    }

    /// Longest excerpt, in bytes.
    static let excerptLength = 80

    /// The bytes from a little before `offset` on, control characters as blanks.
    static func excerpt(of bytes: [UInt8], around offset: Int) -> String {
        let start = max(0, min(offset, bytes.count) - 20)
        let slice = bytes[start..<min(start + excerptLength, bytes.count)]
        return String(decoding: slice.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
    }
}
