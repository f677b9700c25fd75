internal import HarvestCore

/// How values compare: by their bytes and numbers, as both databases do, and not by Unicode equivalence, as
/// Swift's strings do.
enum MemoryValue {
    /// Bytes that are equal exactly when the values are.
    static func bytes(of values: [ColumnValue]) -> [UInt8] {
        var bytes: [UInt8] = []
        for value in values {
            // A JSON value never holds this byte outside an escape, so it keeps neighbours apart.
            bytes.append(0)
            if case .json(let text) = value {
                bytes += Array(text.utf8)
            } else {
                value.appendJSON(to: &bytes)
            }
        }
        return bytes
    }

    /// Whether one value comes before another of the same column; neither is missing.
    static func isBefore(_ left: ColumnValue, _ right: ColumnValue) -> Bool {
        switch (left, right) {
        case (.text(let left), .text(let right)), (.json(let left), .json(let right)),
            (.uuid(let left), .uuid(let right)):
            left.utf8.lexicographicallyPrecedes(right.utf8)
        case (.boolean(let left), .boolean(let right)): !left && right
        case (.integer(let left), .integer(let right)): left < right
        case (.decimal(let left), .decimal(let right)): left < right
        case (.timestamp(let left), .timestamp(let right)): left < right
        case (.date(let left), .date(let right)): left < right
        default: false
        }
    }

    /// Whether two values are the same.
    static func areSame(_ left: ColumnValue, _ right: ColumnValue) -> Bool {
        bytes(of: [left]) == bytes(of: [right])
    }

    /// The sum of two whole numbers; `nil` when it does not fit.
    static func sum(_ left: ColumnValue, _ right: ColumnValue) -> ColumnValue? {
        guard case .integer(let left) = left, case .integer(let right) = right else { return nil }
        let (sum, overflowed) = left.addingReportingOverflow(right)
        return overflowed ? nil : .integer(sum)
    }
}
