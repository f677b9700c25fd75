public import HarvestCore

/// Why there is no answer. It names the host, never arguments, bodies or header values.
public struct TransportError: HarvestFailure, Hashable {
    /// Which of the known ways it failed.
    public let kind: Kind
    /// Host and port it was about.
    public let host: String
    /// What was underneath, in one line.
    public let cause: String?

    /// Makes an error.
    public init(_ kind: Kind, host: String, cause: String? = nil) {
        self.kind = kind
        self.host = host
        self.cause = cause.map(Self.printable)
    }

    /// `E1101` and following, one for each kind.
    public var code: String { "E\(1_100 + kind.rawValue)" }

    /// `clob.polymarket.com: the answer was cut short`.
    public var message: String { "\(host): \(kind.phrase)" }

    /// What the program should do; decided by the kind alone.
    public var advice: Advice { kind.advice }

    /// What a person can do; decided by the kind alone.
    public var remedy: String? { kind.remedy }

    // Parts of it may come from the server, and must not write to somebody's terminal or fill a log.
    private static func printable(_ text: String) -> String {
        String(
            text.unicodeScalars.prefix(200).map { $0.value < 0x20 || $0.value > 0x7E ? "?" : Character($0) })
    }
}
