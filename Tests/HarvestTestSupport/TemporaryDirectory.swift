internal import Foundation
internal import Glibc

/// A directory for one test, gone with everything in it when the scope ends.
public struct TemporaryDirectory: Sendable {
    /// Absolute path, without a slash at its end.
    public let path: String

    /// Makes the directory, lends it, removes it.
    public static func with<Result>(_ body: (TemporaryDirectory) async throws -> Result) async throws
        -> Result
    {
        var template = Array("/tmp/harvest-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // What cannot be removed stays for the system's own clean-up; the test has its result.
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(TemporaryDirectory(path: path))
    }

    /// The path of a file in the directory.
    public func file(_ name: String) -> String { path + "/" + name }
}
