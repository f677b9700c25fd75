/// Parses the venue's book documents straight into columns of integers: answers of `/book` and `/books`, and
/// the stream's `book` messages.
///
/// One parser keeps its buffers, so parsing allocates nothing once they have their size; only a side of more
/// than 256 levels in no order, which the venue never sends, allocates each time to sort it. What the venue
/// renders today is verified byte by byte on a compact path; any other valid JSON of a book takes a general
/// path with the same result; anything else is an error with code, byte offset and excerpt. Numbers are
/// taken exactly, with up to six decimals, or not at all. It does not judge a book: prices that stand twice
/// are handed on, and ``OrderBook`` refuses them.
///
/// A parser belongs to one task. Ask for ``OrderBook`` or ``BookSnapshot`` where speed does not matter.
public struct BookParser: ~Copyable {
    /// The distances of the totals that come with each book.
    public let bands: DepthBands
    /// What is refused as too large.
    public let limits: BookLimits
    /// How many documents took the general path so far.
    public internal(set) var generalCount = 0

    let tables = DigitTables()
    var columns: BookColumns
    var capacity: Int

    private static let firstCapacity = 1_024

    /// Makes a parser; it allocates its buffers here and when a book is larger than all before.
    public init(limits: BookLimits = .standard, bands: DepthBands = .standard) {
        self.limits = limits
        self.bands = bands
        capacity = min(Self.firstCapacity, limits.levelCount)
        columns = BookColumns(capacity: capacity)
    }

    /// Parses one document and lends its columns.
    ///
    /// Nothing lent may leave the closure: columns and texts are buffers that the next call overwrites, and
    /// the compiler does not see one that is kept. Copy out what is to stay.
    ///
    /// - Parameters:
    ///   - bytes: one object, an answer of `/book`; blanks around it are allowed, anything else is not.
    ///   - body: reads the columns, which are valid until it returns; what it gives back is given back here.
    /// - Throws: `BookParseError`, and then `body` was not called.
    public mutating func withBook<Result>(
        in bytes: UnsafeRawBufferPointer, _ body: (borrowing BookColumns) -> Result
    ) throws(BookParseError) -> Result {
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            throw BookParseError(.empty, at: 0, in: bytes)
        }
        let end = start + bytes.count
        if bytes.count > limits.byteCount || compact(start, end) != end { try parseGenerally(bytes) }
        return body(columns)
    }

    /// Parses an array of documents and lends the columns of each in turn, by the rules of `withBook`.
    ///
    /// - Parameters:
    ///   - bytes: one array, an answer of `POST /books`; it may be empty.
    ///   - body: called for each book in the order of the array.
    /// - Returns: how many books there were.
    /// - Throws: `BookParseError`; books before a malformed one have been lent then.
    public mutating func withBooks(
        in bytes: UnsafeRawBufferPointer, _ body: (borrowing BookColumns) -> Void
    ) throws(BookParseError) -> Int {
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            throw BookParseError(.empty, at: 0, in: bytes)
        }
        let end = start + bytes.count
        guard start.byte(0) == UInt8(ascii: "["), bytes.count <= limits.byteCount else {
            return try withBooksGenerally(bytes, from: start, count: 0, body)
        }
        // The bracket or comma before the next book, or what stands in its place.
        var separator = start
        var count = 0
        while let next = compact(separator + 1, end) {
            body(columns)
            count += 1
            separator = next
            if end - next < 2 {
                if end - next == 1, next.byte(0) == UInt8(ascii: "]") { return count }
                break
            }
            guard next.byte(0) == UInt8(ascii: ","), next.byte(1) == UInt8(ascii: "{") else { break }
        }
        return try withBooksGenerally(bytes, from: separator, count: count, body)
    }

    /// Parses one document into plain values, texts as they came.
    ///
    /// - Throws: `BookParseError`, by the rules of `withBook`.
    public mutating func snapshot(of bytes: [UInt8]) throws(BookParseError) -> BookSnapshot {
        try withBook(in: bytes.span.bytes) { _ in }
        return try bytes.span.bytes.withUnsafeBytes { (bytes) throws(BookParseError) in
            guard let start = bytes.baseAddress else { throw BookParseError(.empty, at: 0, in: bytes) }
            do throws(WireProblem) {
                return try BookSnapshotReader(bytes, at: start).read()
            } catch {
                throw BookParseError(error, in: bytes)
            }
        }
    }
}

/// The same over spans. What is lent are unsafe buffers here as well; their `span` gives checked access.
extension BookParser {
    /// Parses one document and lends its columns.
    public mutating func withBook<Result>(
        in bytes: RawSpan, _ body: (borrowing BookColumns) -> Result
    ) throws(BookParseError) -> Result {
        try bytes.withUnsafeBytes { (bytes) throws(BookParseError) in try withBook(in: bytes, body) }
    }

    /// Parses an array of documents and lends the columns of each in turn; how many there were.
    public mutating func withBooks(
        in bytes: RawSpan, _ body: (borrowing BookColumns) -> Void
    ) throws(BookParseError) -> Int {
        try bytes.withUnsafeBytes { (bytes) throws(BookParseError) in try withBooks(in: bytes, body) }
    }
}
