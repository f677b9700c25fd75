internal import Foundation

/// Recorded payloads of the real services, where they lie beside the checkout.
enum SimulatorRecordings {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "../shared/recorded").standardizedFileURL

    static let isThere = FileManager.default.fileExists(atPath: folder.path)

    static func json(_ path: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appending(path: path)))
    }

    static func object(_ path: String) throws -> [String: Any] { try json(path) as? [String: Any] ?? [:] }

    static func rows(_ path: String) throws -> [[String: Any]] { try json(path) as? [[String: Any]] ?? [] }
}
