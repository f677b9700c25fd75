internal import Foundation
internal import HarvestCore
internal import Testing

@testable import HarvestSimulator

/// The venue's own Python client as a witness, where `make setup` has installed it.
@Suite struct SimulatorPeerTests {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().standardizedFileURL
    static let python = root.appending(path: ".venv/bin/python")
    static let isThere = FileManager.default.isExecutableFile(atPath: python.path)

    @Test(.enabled(if: isThere, "there is no .venv in this checkout; `make setup` makes one"))
    func theVenuesOwnClientAgreesWithEveryHash() async throws {
        let configuration = SimulatorConfiguration(
            seed: 11, marketCount: 64, time: .frozen(SimulatorDesk.moment))
        try await withSimulator(configuration: configuration, clock: StandingClock()) { address, simulator in
            let (status, text) = try await run("clob_client_reads_books.py", address.base)
            #expect(status == 0, "\(text)")
            #expect(text.contains("agrees with the hashes of 220 books"))
            #expect(simulator.requests.count("clob", "books") == 1)
        }
    }

    private func run(_ script: String, _ argument: String) async throws -> (Int32, String) {
        let process = Process()
        process.executableURL = Self.python
        process.arguments = [Self.root.appending(path: "Tests/Peers/\(script)").path, argument]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        let status = try await withCheckedThrowingContinuation {
            (done: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { done.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { done.resume(throwing: error) }
        }
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        return (status, String(decoding: output, as: UTF8.self))
    }
}
