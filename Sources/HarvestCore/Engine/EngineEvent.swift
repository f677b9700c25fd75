/// Something that happened, for logs and metrics. Libraries never log: they report these, and the program
/// decides what becomes a line, a number or nothing.
///
/// The name is a past fact, subject first: `BatchCommitted`, `JobFailed`. Fields are few, flat and in the
/// order in which a reader wants them; they hold no secrets. When it happened is the sink's to say.
public struct EngineEvent: Hashable, Sendable {
    /// How much a person should care.
    public enum Level: Int, Hashable, Comparable, Sendable, CaseIterable {
        /// Only for those who look for a fault.
        case debug
        /// The normal course.
        case info
        /// Normal, but rare enough to be noticed: a start, a stop, a recovery.
        case notice
        /// Trouble the program deals with itself.
        case warning
        /// Trouble that cost something or needs a person.
        case error

        /// Orders levels by how much they matter.
        public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// The value of a field.
    public enum Value: Hashable, Sendable {
        /// Text; may come from outside, so whoever prints it escapes it.
        case text(String)
        /// A whole number.
        case integer(Int)
        /// A number with a fraction.
        case number(Double)
        /// True or false.
        case boolean(Bool)
        /// A length of time; printed in milliseconds.
        case duration(Duration)
        /// A moment; printed as RFC 3339 in UTC.
        case timestamp(Timestamp)
    }

    /// A named value.
    public struct Field: Hashable, Sendable {
        /// Name in snake case: `job`, `run_id`, `rows`.
        public let name: String
        /// Value.
        public let value: Value

        /// Makes a field.
        public init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// The past fact: `BatchCommitted`.
    public let name: String
    /// How much a person should care.
    public let level: Level
    /// What there is to know about it.
    public let fields: [Field]

    /// States a fact. Fields without a value are left out.
    public init(_ name: String, level: Level = .info, _ fields: KeyValuePairs<String, Value?> = [:]) {
        self.init(
            name, level: level, fields: fields.compactMap { name, value in value.map { Field(name, $0) } })
    }

    /// States a fact whose fields are in a list.
    public init(_ name: String, level: Level = .info, fields: [Field]) {
        self.name = name
        self.level = level
        self.fields = fields
    }

    /// The value of the field of this name.
    public subscript(field: String) -> Value? { fields.first { $0.name == field }?.value }
}

extension EngineEvent.Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral
{
    /// Text.
    public init(stringLiteral value: String) { self = .text(value) }

    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }

    /// True or false.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension EngineEvent.Value: CustomStringConvertible {
    /// Plain text without quotes or escapes; a duration in milliseconds without its unit.
    public var description: String {
        switch self {
        case .text(let text): text
        case .integer(let value): String(value)
        case .number(let value): String(value)
        case .boolean(let value): String(value)
        case .duration(let value): String(value.milliseconds)
        case .timestamp(let value): value.description
        }
    }
}
