/// One entry of the journal: something a run took in, or something that was decided about it.
///
/// The journal gives the entry its number and keeps it; what the kinds and fields mean is the business of
/// those who write and read them. A record says once who it is about and when it happened, so that replay
/// needs nothing else.
public struct JournalRecord: Hashable, Sendable {
    /// The value of a field.
    public enum Value: Hashable, Sendable {
        /// Text; may come from outside.
        case text(String)
        /// A whole number.
        case integer(Int64)
    }

    /// A named value.
    public struct Field: Hashable, Sendable {
        /// Name in snake case: `endpoint`, `status`.
        public let name: String
        /// Value.
        public let value: Value

        /// Makes a field.
        public init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// The journal's own count of records, from 1 without holes; zero before it was appended.
    public var sequence: UInt64 = 0
    /// What it is: `frame`, `start`, `commit`.
    public let kind: String
    /// Wall time when it happened.
    public let at: Timestamp
    /// The same on the clock that never jumps; begins anew with each process.
    public let uptime: Duration
    /// The run it is about, as its audit row names it; `nil` when it is about the engine.
    public let run: String?
    /// What there is to know about it, in order.
    public let fields: [Field]
    /// Bytes that came from outside, unchanged.
    public let body: [UInt8]

    /// Makes a record that no journal has numbered yet. Fields without a value are left out.
    public init(
        _ kind: String, at: Timestamp, uptime: Duration, run: String? = nil,
        _ fields: KeyValuePairs<String, Value?> = [:], body: [UInt8] = []
    ) {
        self.init(
            kind, at: at, uptime: uptime, run: run,
            fields: fields.compactMap { name, value in value.map { Field(name, $0) } }, body: body)
    }

    /// Makes a record from fields in a list: what a reader of the journal does.
    public init(
        _ kind: String, at: Timestamp, uptime: Duration, run: String?, fields: [Field], body: [UInt8]
    ) {
        self.kind = kind
        self.at = at
        self.uptime = uptime
        self.run = run
        self.fields = fields
        self.body = body
    }

    /// The value of the field of this name.
    public subscript(field: String) -> Value? { fields.first { $0.name == field }?.value }

    /// The text of a field; `nil` when it is missing or a number.
    public func text(_ field: String) -> String? {
        if case .text(let text) = self[field] { text } else { nil }
    }

    /// The number of a field; `nil` when it is missing or text.
    public func integer(_ field: String) -> Int64? {
        if case .integer(let value) = self[field] { value } else { nil }
    }
}
