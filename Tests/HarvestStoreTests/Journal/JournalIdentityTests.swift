internal import Foundation
internal import HarvestCore
internal import HarvestTestSupport
internal import Testing
@testable internal import HarvestStore

/// What tells a journal from others is made once and stays.
@Suite struct JournalIdentityTests {
    private func identity(in directory: TemporaryDirectory, drawn: UInt64) async throws -> String {
        try await JournalSamples.with(directory.path) { try await $0.identity(orElse: drawn) }
    }

    @Test func itIsMadeOnceAndKept() async throws {
        try await TemporaryDirectory.with { directory in
            let made = try await identity(in: directory, drawn: 0xABC)
            #expect(made == "0000000000000abc")
            #expect(try await identity(in: directory, drawn: 7) == made)
            #expect(
                try String(contentsOfFile: directory.file("id"), encoding: .utf8) == "0000000000000abc\n")
        }
    }

    @Test(arguments: ["", "0123", "0123456789abcdef", "0123456789abcdeg\n", "0123456789abcdef\n\n"])
    func oneThatCannotBeReadWasNeverUsed(text: String) async throws {
        try await TemporaryDirectory.with { directory in
            try text.write(toFile: directory.file("id"), atomically: false, encoding: .utf8)
            #expect(try await identity(in: directory, drawn: 7) == "0000000000000007")
            #expect(try await identity(in: directory, drawn: 8) == "0000000000000007")
        }
    }

    /// Whatever call fails, there is an error, and the next try makes one that stays.
    @Test func aDiskThatFailsGivesNoIdentityThatIsNotKept() async throws {
        for call in 1...8 {
            try await TemporaryDirectory.with { directory in
                let disk = FailingDisk(failing: call..<call + 1)
                let answers = try await JournalSamples.with(directory.path, disk: disk) { journal in
                    var answers: [String] = []
                    for drawn in 1...3 as ClosedRange<UInt64> {
                        do { answers.append(try await journal.identity(orElse: drawn)) } catch {
                            #expect((error as? JournalError)?.kind == .disk)
                        }
                    }
                    return answers
                }
                #expect(answers.count >= 2)
                let kept = try await identity(in: directory, drawn: 4)
                #expect(Set(answers) == [kept], "call \(call)")
            }
        }
    }
}
