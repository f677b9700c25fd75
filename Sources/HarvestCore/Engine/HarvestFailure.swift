/// What every error of this project answers: which, what happened, why, and what to do.
///
/// Each boundary (transport, source, decoder, store, configuration) has one type that conforms. The command
/// line prints the parts as `error:`, `because:` and `fix:`.
public protocol HarvestFailure: Error, Sendable, CustomStringConvertible {
    /// Stable identifier such as `E1103`; documented in docs/OPERATIONS.md.
    var code: String { get }
    /// What happened, in one line, without secrets.
    var message: String { get }
    /// What was underneath, in one line, when that says more.
    var cause: String? { get }
    /// What the program should do.
    var advice: Advice { get }
    /// What a person can do.
    var remedy: String? { get }
}

extension HarvestFailure {
    public var cause: String? { nil }

    public var remedy: String? { nil }

    /// `E1103 what happened: why`.
    public var description: String {
        guard let cause else { return "\(code) \(message)" }
        return "\(code) \(message): \(cause)"
    }
}
