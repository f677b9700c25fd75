extension SupervisionTree {
    /// The tree as text, a line each, as `harvestd tree` prints it.
    public var printed: String { lines.map(Self.padded).joined(separator: "\n") }

    private static let noteColumn = 32

    private var lines: [(label: String, note: String)] {
        guard case .group(let children, _) = content else { return [(name, note)] }
        var lines = [(name, note)]
        for (index, child) in children.enumerated() {
            let isLast = index == children.count - 1
            for (row, line) in child.lines.enumerated() {
                let branch = row == 0 ? (isLast ? "└─ " : "├─ ") : (isLast ? "   " : "│  ")
                lines.append((branch + line.label, line.note))
            }
        }
        return lines
    }

    private static func padded(_ line: (label: String, note: String)) -> String {
        guard !line.note.isEmpty else { return line.label }
        let gap = max(2, noteColumn - line.label.count)
        return line.label + String(repeating: " ", count: gap) + line.note
    }
}
