extension StreamParser {
    /// Parses a `price_change` message into plain values, one for each changed level.
    ///
    /// - Throws: `BookParseError`, by the rules of ``withPriceChanges(in:_:)-(RawSpan,_)``.
    public mutating func updates(in bytes: [UInt8]) throws(BookParseError) -> [LevelUpdate] {
        try withPriceChanges(in: bytes.span.bytes) { message in
            message.changes.map { LevelUpdate($0, of: message) }
        }
    }
}
