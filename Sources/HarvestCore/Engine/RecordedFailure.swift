/// A failure as an audit row keeps it: code and text, without the error itself.
public struct RecordedFailure: Hashable, Sendable, CustomStringConvertible {
    /// Code, such as `E1103`; `E5000` for an error that is none of ours.
    public let code: String
    /// What happened and why, in one line of at most 2,000 characters.
    public let message: String
    /// What a person can do, when somebody knows.
    public let remedy: String?

    /// Takes down an error.
    public init(_ error: any Error) {
        if let error = error as? any HarvestFailure {
            code = error.code
            message = Self.line(error.cause.map { "\(error.message): \($0)" } ?? error.message)
            remedy = error.remedy
        } else if error is CancellationError {
            code = "E5004"
            message = "the run was cancelled"
            remedy = nil
        } else {
            code = "E5000"
            message = Self.line(String(describing: error))
            remedy = nil
        }
    }

    /// `E1103 what happened: why`.
    public var description: String { "\(code) \(message)" }

    private static func line(_ text: String) -> String {
        String(text.prefix(2_000).map { $0.isNewline ? " " : $0 })
    }
}
