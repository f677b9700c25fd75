import Foundation

/// The real binary, run as a process of its own.
enum HarvestdProcess {
    /// What a run left behind.
    struct Outcome: Sendable {
        let code: Int32
        let output: String
        let errors: String
    }

    /// The binary beside the test bundle.
    static let path: String? = {
        // Where there is no /proc, the second place is looked at.
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let places = [bundle, CommandLine.arguments[0]].map {
            URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent("harvestd").path
        }
        return places.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// What the sanitizers are told, which holds for the processes of a test as for the test itself.
    private static let sanitizers = ProcessInfo.processInfo.environment.filter {
        ["ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key)
    }

    /// Runs it to its end in a directory of its own, with nothing in the environment but what is given.
    ///
    /// Output goes to files, so that no full pipe can block either side.
    static func run(
        _ arguments: [String], in scratch: Scratch, environment: [String: String] = [:],
        during watch: (@Sendable (Int32) -> Void)? = nil
    ) async throws -> Outcome {
        guard let path else { throw Missing() }
        return try await program(path, arguments, in: scratch, environment: environment, during: watch)
    }

    /// Runs a line of shell in which `$H` is the binary.
    static func shell(_ line: String, in scratch: Scratch) async throws -> Outcome {
        guard let path else { throw Missing() }
        let environment = ["H": path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        return try await Self.program("/bin/bash", ["-c", line], in: scratch, environment: environment)
    }

    /// The binary has not been built.
    struct Missing: Error {}

    private static func program(
        _ path: String, _ arguments: [String], in scratch: Scratch, environment: [String: String],
        during watch: (@Sendable (Int32) -> Void)? = nil
    ) async throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = environment.merging(sanitizers) { given, _ in given }
        process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
        process.standardInput = FileHandle.nullDevice
        let files = try ["out", "err"].map { try open($0 + UUID().uuidString, in: scratch) }
        process.standardOutput = files[0].handle
        process.standardError = files[1].handle
        let code: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
                watch?(process.processIdentifier)
                // A process that does not end fails its test instead of holding up all of them. The limit is
                // far beyond what any of them needs on a machine that is busy with everything else; until
                // then it must hold nothing, or the descriptors of all processes so far would stay open.
                DispatchQueue.global().asyncAfter(deadline: .now() + 1_200) { [weak process] in
                    if let process, process.isRunning { process.terminate() }
                }
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        for file in files { try file.handle.close() }
        let texts = try files.map { String(decoding: try Data(contentsOf: $0.url), as: UTF8.self) }
        for file in files { try FileManager.default.removeItem(at: file.url) }
        return Outcome(code: code, output: texts[0], errors: texts[1])
    }

    private static func open(_ name: String, in scratch: Scratch) throws -> (url: URL, handle: FileHandle) {
        let url = URL(fileURLWithPath: scratch.path).appendingPathComponent(name)
        guard FileManager.default.createFile(atPath: url.path, contents: nil) else { throw Missing() }
        return (url, try FileHandle(forWritingTo: url))
    }
}
