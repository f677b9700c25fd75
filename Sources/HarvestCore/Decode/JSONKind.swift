/// What a JSON value is.
package enum JSONKind: UInt8, Sendable, CustomStringConvertible {
    /// Members in braces.
    case object
    /// Elements in brackets.
    case array
    /// Text in quotes.
    case string
    /// Decimal number.
    case number
    /// `true` or `false`.
    case boolean
    /// `null`.
    case null

    /// The name as errors say it, with its article.
    package var description: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "text"
        case .number: "a number"
        case .boolean: "a truth value"
        case .null: "null"
        }
    }
}
