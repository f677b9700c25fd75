/// Why a store does not take a row. The same in every store, so that the same row is refused by all of them
/// with the same code and words.
package enum Refusal: Hashable, Sendable {
    /// A column that must have a value has none.
    case missing(String)
    /// A value of another type than the column's.
    case wrongType(String)
    /// A number, moment or day outside what the column holds.
    case outOfRange(String)
    /// Text with U+0000, which PostgreSQL cannot hold.
    case zeroCharacter(String)
    /// Text that is no JSON document or no UUID.
    case malformed(String)
    /// A decimal with more significant digits than SQLite keeps.
    case inexact(String)
    /// Texts of a key or an index that are too long for one.
    case oversizedKey([String])
    /// Another row has the same values in columns that no two rows share.
    case duplicate([[String]])
    /// A row that is referred to is not there.
    case orphan([String])
    /// A rule that the database's owner added, by its name or by the database's code.
    case disallowed(String)

    /// Stable identifier, kept in `ops_rejected.code`.
    package var code: String {
        switch self {
        case .missing: "E3031"
        case .wrongType: "E3032"
        case .outOfRange: "E3033"
        case .zeroCharacter: "E3034"
        case .malformed: "E3035"
        case .inexact: "E3036"
        case .duplicate: "E3037"
        case .orphan: "E3038"
        case .disallowed: "E3039"
        case .oversizedKey: "E3040"
        }
    }

    /// What is wrong, in a sentence without the values.
    package var message: String {
        switch self {
        case .missing(let column): "\(column) must have a value"
        case .wrongType(let column): "\(column) is of another type"
        case .outOfRange(let column): "\(column) is outside the column's range"
        case .zeroCharacter(let column): "\(column) contains the character U+0000"
        case .malformed(let column): "\(column) is malformed"
        case .inexact(let column): "\(column) has more than 15 significant digits"
        case .oversizedKey(let columns):
            "\(columns.joined(separator: ", ")) may not have more than \(TableSchema.maximumKeyBytes) bytes"
        case .duplicate(let sets):
            "another row has the same "
                + sets.map { $0.joined(separator: ", ") }.joined(separator: "; or the same ")
        case .orphan(let columns):
            "there is no row that \(columns.joined(separator: " or ")) refers to"
        case .disallowed(let rule): "a rule of the database's own does not allow it: \(rule)"
        }
    }
}
