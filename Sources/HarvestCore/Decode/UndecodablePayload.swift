/// A whole payload that could not be decoded, with the row that keeps it.
///
/// It says what its ``DecodeError`` says; a run that notes it as its failure also keeps the payload.
public struct UndecodablePayload: HarvestFailure {
    /// Why.
    public let error: DecodeError
    /// The row for `ops_rejected`.
    public let rejection: Rejection

    /// Joins an error and the frame it is about.
    package init(_ error: DecodeError, of frame: Frame) {
        self.error = error
        rejection = Rejection(error, of: frame)
    }

    public var code: String { error.code }

    public var message: String { error.message }

    public var cause: String? { error.cause }

    public var advice: Advice { error.advice }

    public var remedy: String? { error.remedy }
}
