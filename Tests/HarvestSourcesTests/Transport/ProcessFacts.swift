internal import Foundation

/// What the kernel says about this process.
enum ProcessFacts {
    /// Threads that exist.
    static func threadCount() throws -> Int { try statusNumber("Threads:") }

    /// File descriptors that are open.
    static func descriptorCount() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }

    private struct Missing: Error { let name: String }

    private static func statusNumber(_ name: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        for line in status.split(separator: "\n") where line.hasPrefix(name) {
            let words = line.split { $0 == "\t" || $0 == " " }
            if words.count > 1, let number = Int(words[1]) { return number }
        }
        throw Missing(name: name)
    }
}
