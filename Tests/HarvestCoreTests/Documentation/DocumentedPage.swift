import Foundation

/// A page of documentation: its Swift blocks, and what its text blocks say is printed.
struct DocumentedPage {
    let swiftBlocks: [[String]]
    /// The lines of all blocks marked `text`, in their order.
    let printed: [String]

    /// Reads a page by its path in the repository.
    init(_ path: String) throws {
        var blocks: [(language: String, lines: [String])] = []
        var isOpen = false
        for line in try Self.lines(of: path) {
            if line.hasPrefix("```") {
                if !isOpen { blocks.append((String(line.dropFirst(3)), [])) }
                isOpen.toggle()
            } else if isOpen {
                blocks[blocks.count - 1].lines.append(line)
            }
        }
        swiftBlocks = blocks.filter { $0.language == "swift" }.map(\.lines)
        printed = blocks.filter { $0.language == "text" }.flatMap(\.lines)
    }

    /// Whether a block stands in a source, line by line and without a gap, whatever its indentation.
    static func stands(_ block: [String], in source: [String]) -> Bool {
        source.indices.contains { start in
            guard start + block.count <= source.count else { return false }
            let indentation = source[start].prefix { $0 == " " }
            return zip(block, source[start...]).allSatisfy { shown, written in
                written == (shown.isEmpty ? "" : indentation + shown)
            }
        }
    }

    /// The lines of a file, by its path in the repository.
    static func lines(of path: String) throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: path), encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
