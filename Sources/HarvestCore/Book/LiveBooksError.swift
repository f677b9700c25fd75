/// Why `LiveBooks` did not take a snapshot or a change.
public enum LiveBooksError: HarvestFailure, Hashable {
    /// Levels that make no book.
    case book(BookError)
    /// Bytes that are no message of changes.
    case message(BookParseError)
    /// A token's id is empty or longer than 96 bytes.
    case tokenLength(Int)
    /// A price step that is not above 0 and at most 1, in millionths.
    case tickSize(UInt32)
    /// One token more than `LiveBooksLimits.mostTokens`.
    case mostTokens(Int)
    /// Ladders larger than `LiveBooksLimits.mostLadderBytes` together.
    case mostLadderBytes(Int)

    /// E2001 to E2013 for messages, E2030 to E2033 for levels, else E2034 to E2037.
    public var code: String {
        switch self {
        case .book(let error): error.code
        case .message(let error): error.code
        case .tokenLength: "E2034"
        case .tickSize: "E2035"
        case .mostTokens: "E2036"
        case .mostLadderBytes: "E2037"
        }
    }

    /// What is wrong, with the bound that was met.
    public var message: String {
        switch self {
        case .book(let error): error.message
        case .message(let error): error.message
        case .tokenLength(let length): "a token id has \(length) bytes, not 1 to 96"
        case .tickSize(let tick):
            "tick size \(Price(millionths: Int64(tick))) is not above 0 and at most 1"
        case .mostTokens(let bound): "more than \(bound) tokens at once (mostTokens)"
        case .mostLadderBytes(let bound): "the ladders need more than \(bound) bytes (mostLadderBytes)"
        }
    }

    /// Where in a message, and what stands there.
    public var cause: String? {
        guard case .message(let error) = self else { return nil }
        return error.cause
    }

    /// Skip: the other books go on. For a message what its error advises.
    public var advice: Advice {
        guard case .message(let error) = self else { return .skip }
        return error.advice
    }
}
