import Foundation
import HarvestCore

/// The recorded answers of the real services, which lie beside the repository and are not part of it.
enum RecordedPayloads {
    /// The folder `shared/recorded` beside the package or beside one of the folders around it.
    static let folder: URL? = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let candidate = folder.appendingPathComponent("shared/recorded")
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
        }
        return nil
    }()

    /// Whether there are recordings; tests that need them say so when there are none.
    static var areThere: Bool { folder != nil }

    /// What a test prints when it has nothing to read.
    static let absence: StaticString = "recorded payloads are not beside this checkout"

    /// The files of a service.
    static func files(of service: String) throws -> [String] {
        guard let folder else { return [] }
        return try FileManager.default.contentsOfDirectory(
            atPath: folder.appendingPathComponent(service).path
        ).sorted()
    }

    /// The bytes of a file, unpacked when it ends in `.gz`.
    static func bytes(_ path: String) throws -> [UInt8] {
        guard let folder else { return [] }
        let url = folder.appendingPathComponent(path)
        guard path.hasSuffix(".gz") else { return Array(try Data(contentsOf: url)) }
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-dc", url.path]
        let output = Pipe()
        gzip.standardOutput = output
        try gzip.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        gzip.waitUntilExit()
        return Array(data)
    }

    /// A frame around bytes.
    static func frame(_ bytes: [UInt8], source: String = "test", name: String = "recorded") -> Frame {
        Frame(
            endpoint: Endpoint(source: source, name: name), sequence: 1, receivedAt: Timestamp(seconds: 1),
            uptime: .zero, request: "GET /", status: 200, bytes: bytes)
    }

    /// A frame around text.
    static func frame(_ text: String, source: String = "test") -> Frame {
        frame(Array(text.utf8), source: source)
    }
}
