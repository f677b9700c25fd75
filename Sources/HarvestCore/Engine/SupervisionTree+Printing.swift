extension SupervisionTree {
    /// The tree as text, a line each, as `harvestd tree` prints it.
    public var printed: String {
        let lines = lines
        let width = lines.filter { !$0.note.isEmpty }.map(\.label.count).max() ?? 0
        return lines.map { Self.padded($0, to: width + 2) }.joined(separator: "\n")
    }

    private var lines: [(label: String, note: String)] {
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

    private static func padded(_ line: (label: String, note: String), to width: Int) -> String {
        guard !line.note.isEmpty else { return line.label }
        return line.label + String(repeating: " ", count: width - line.label.count) + line.note
    }
}
