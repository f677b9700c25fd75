/// Parses the messages of the venue's book stream: changed levels in all shapes they have had, trades, price
/// steps, tops of book, and whole books.
///
/// Changed levels, which are nearly all of the traffic, have a path that verifies the venue's own rendering
/// byte by byte and writes into buffers the parser keeps; every other valid JSON takes a general path with
/// the same result. A message is accepted or refused as a whole. A parser belongs to one task.
public struct StreamParser: ~Copyable {
    /// What is refused as too large; `levelCount` also bounds the changes of a message.
    public let limits: BookLimits
    /// How many messages of changes took the general path so far.
    public internal(set) var generalCount = 0

    /// Time of the message of changes that was parsed last, in milliseconds since 1970; zero before the
    /// first.
    public var milliseconds: UInt64 { changes.milliseconds }

    let tables = DigitTables()
    var changes = PriceChanges(capacity: 64)
    var books: BookParser

    /// Makes a parser; it allocates its buffers here and when a message is larger than all before.
    public init(limits: BookLimits = .standard, bands: DepthBands = .standard) {
        self.limits = limits
        books = BookParser(limits: limits, bands: bands)
    }

    /// Parses a `price_change` message and lends its changes.
    ///
    /// Nothing lent may leave the closure, and no `PriceChange` either: it points into the message and into
    /// buffers the next call overwrites. Copy out what is to stay.
    ///
    /// - Parameters:
    ///   - bytes: one message; an array of messages is cut by `withMessages`.
    ///   - body: reads the changes, which are valid until it returns; what it gives back is given back here.
    /// - Throws: `BookParseError`, and then `body` was not called.
    public mutating func withPriceChanges<Result>(
        in bytes: UnsafeRawBufferPointer, _ body: (borrowing PriceChanges) -> Result
    ) throws(BookParseError) -> Result {
        try parseChanges(bytes)
        return body(changes)
    }

    /// Parses a `price_change` message into the changes.
    @inline(__always)
    mutating func parseChanges(_ bytes: UnsafeRawBufferPointer) throws(BookParseError) {
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            throw BookParseError(.empty, at: 0, in: bytes)
        }
        if bytes.count > limits.byteCount || !compactChanges(start, start + bytes.count) {
            try parseChangesGenerally(bytes)
        }
    }

    /// Parses a `book` message and lends its columns.
    public mutating func withBook<Result>(
        in bytes: UnsafeRawBufferPointer, _ body: (borrowing BookColumns) -> Result
    ) throws(BookParseError) -> Result {
        try books.withBook(in: bytes, body)
    }

    /// Parses a `last_trade_price` message.
    public func lastTrade(in bytes: UnsafeRawBufferPointer) throws(BookParseError) -> LastTrade {
        try StreamReader.read(bytes, limits) { (reader) throws(WireProblem) in try reader.lastTrade() }
    }

    /// Parses a `tick_size_change` message.
    public func tickSizeChange(in bytes: UnsafeRawBufferPointer) throws(BookParseError) -> TickSizeChange {
        try StreamReader.read(bytes, limits) { (reader) throws(WireProblem) in try reader.tickSizeChange() }
    }

    /// Parses a `best_bid_ask` message.
    public func bestBidAsk(in bytes: UnsafeRawBufferPointer) throws(BookParseError) -> BestBidAsk {
        try StreamReader.read(bytes, limits) { (reader) throws(WireProblem) in try reader.bestBidAsk() }
    }

    /// What a message is about, by its `event_type`; one that has bids and asks is a book even without it.
    public func kind(of bytes: UnsafeRawBufferPointer) throws(BookParseError) -> StreamMessageKind {
        try StreamReader.read(bytes, limits) { (reader) throws(WireProblem) in try reader.kind() }
    }

    /// Cuts a frame, which is one message or an array of them, and lends the bytes of each.
    ///
    /// It uses no parser's buffers, so the closure may hand each message to one. What is no JSON at all is
    /// refused before any message is lent.
    /// - Returns: how many messages there were.
    @discardableResult
    public static func withMessages(
        in frame: UnsafeRawBufferPointer, limits: BookLimits = .standard,
        _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(BookParseError) -> Int {
        let count = try StreamReader.split(frame, limits) { _ in }
        _ = try StreamReader.split(frame, limits, body)
        return count
    }
}

/// The same over spans. What is lent are unsafe buffers here as well; their `span` gives checked access.
extension StreamParser {
    /// Parses a `price_change` message and lends its changes.
    public mutating func withPriceChanges<Result>(
        in bytes: RawSpan, _ body: (borrowing PriceChanges) -> Result
    ) throws(BookParseError) -> Result {
        try bytes.withUnsafeBytes { (bytes) throws(BookParseError) in try withPriceChanges(in: bytes, body) }
    }

    /// Parses a `book` message and lends its columns.
    public mutating func withBook<Result>(
        in bytes: RawSpan, _ body: (borrowing BookColumns) -> Result
    ) throws(BookParseError) -> Result {
        try books.withBook(in: bytes, body)
    }

    /// Parses a `last_trade_price` message.
    public func lastTrade(in bytes: RawSpan) throws(BookParseError) -> LastTrade {
        try bytes.withUnsafeBytes { (bytes) throws(BookParseError) in try lastTrade(in: bytes) }
    }

    /// Parses a `tick_size_change` message.
    public func tickSizeChange(in bytes: RawSpan) throws(BookParseError) -> TickSizeChange {
        try bytes.withUnsafeBytes { (bytes) throws(BookParseError) in try tickSizeChange(in: bytes) }
    }

    /// Parses a `best_bid_ask` message.
    public func bestBidAsk(in bytes: RawSpan) throws(BookParseError) -> BestBidAsk {
        try bytes.withUnsafeBytes { (bytes) throws(BookParseError) in try bestBidAsk(in: bytes) }
    }

    /// What a message is about, by its `event_type`.
    public func kind(of bytes: RawSpan) throws(BookParseError) -> StreamMessageKind {
        try bytes.withUnsafeBytes { (bytes) throws(BookParseError) in try kind(of: bytes) }
    }

    /// Cuts a frame, which is one message or an array of them, and lends each; how many there were.
    @discardableResult
    public static func withMessages(
        in frame: RawSpan, limits: BookLimits = .standard, _ body: (RawSpan) -> Void
    ) throws(BookParseError) -> Int {
        try frame.withUnsafeBytes { (frame) throws(BookParseError) in
            try withMessages(in: frame, limits: limits) { message in body(message.bytes) }
        }
    }
}
