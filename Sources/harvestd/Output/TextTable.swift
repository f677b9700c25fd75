internal import HarvestCore

/// Rows under headings, in columns that line up: numbers to the right, text to the left.
///
/// On a terminal thousands are grouped and headings are bold; elsewhere the digits stay as they are, so
/// that `awk` can read them. Text is made safe for a terminal. A missing value is shown as a dash.
struct TextTable: Sendable {
    /// What stands in one place of the table.
    enum Cell: Sendable, Hashable {
        case text(String)
        case integer(Int)
        /// A number in its exact digits: a price, a size.
        case exact(String)
        case moment(Timestamp)
        case missing
    }

    private let headings: [String]
    private var rows: [[Cell]] = []

    /// Starts a table.
    init(_ headings: [String]) { self.headings = headings }

    /// Adds a row; a short one is filled up with dashes.
    mutating func add(_ cells: [Cell]) {
        let missing = max(0, headings.count - cells.count)
        rows.append(Array(cells.prefix(headings.count)) + Array(repeating: .missing, count: missing))
    }

    /// The table as text, a line break at its end.
    func text(for output: Output) -> String {
        text(style: output.style, times: output.times, isGrouped: output.isTerminal)
    }

    /// The table as text.
    func text(style: TextStyle, times: TimeStyle, isGrouped: Bool) -> String {
        let shown = rows.map { $0.map { Self.shown($0, times: times, isGrouped: isGrouped) } }
        let isNumber = headings.indices.map { column in
            rows.contains { $0[column].isNumber }
                && rows.allSatisfy { $0[column].isNumber || $0[column] == .missing }
        }
        let widths = headings.indices.map { column in
            (shown.map { TextWidth.of($0[column]) } + [TextWidth.of(headings[column])]).max() ?? 0
        }
        func line(_ cells: [String]) -> String {
            let padded = cells.indices.map { column in
                let blanks = String(repeating: " ", count: widths[column] - TextWidth.of(cells[column]))
                return isNumber[column] ? blanks + cells[column] : cells[column] + blanks
            }
            return String(padded.joined(separator: "  ").trimmingEnd())
        }
        return ([style.bold(line(headings))] + shown.map(line)).joined(separator: "\n") + "\n"
    }

    private static func shown(_ cell: Cell, times: TimeStyle, isGrouped: Bool) -> String {
        switch cell {
        case .text(let text): SafeText.oneLine(text)
        case .integer(let value): isGrouped ? grouped(String(value)) : String(value)
        case .exact(let digits): isGrouped ? grouped(digits) : digits
        case .moment(let moment): times.text(moment)
        case .missing: "-"
        }
    }

    /// `1,234,567.891` from `1234567.891`.
    static func grouped(_ digits: String) -> String {
        let (whole, fraction) = digits[...].cut(at: ".")
        let sign = whole.hasPrefix("-") ? "-" : ""
        var result = ""
        for (index, digit) in whole.dropFirst(sign.count).reversed().enumerated() {
            if index > 0, index % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return sign + String(result.reversed()) + (fraction.map { ".\($0)" } ?? "")
    }
}

extension TextTable.Cell {
    fileprivate var isNumber: Bool {
        switch self {
        case .integer, .exact: true
        default: false
        }
    }
}

extension String {
    fileprivate func trimmingEnd() -> Substring {
        guard let last = lastIndex(where: { $0 != " " }) else { return "" }
        return self[...last]
    }
}
