internal import Foundation
internal import HarvestCore
internal import HarvestTestSupport
internal import Testing
@testable internal import HarvestStore

/// Other programs read the journal as docs/JOURNAL.md says.
@Suite struct JournalFormatTests {
    private func page() throws -> String {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return try String(contentsOf: root.appendingPathComponent("docs/JOURNAL.md"), encoding: .utf8)
    }

    @Test func thePagesReaderReadsIt() async throws {
        let parts = try page().components(separatedBy: "```")
        let code = try #require(parts.first { $0.hasPrefix("python\n") }).dropFirst("python\n".count)
        #expect(code.split(separator: "\n").count <= 20)
        try await TemporaryDirectory.with { directory in
            try Data(code.utf8).write(to: URL(fileURLWithPath: directory.file("reader.py")))
            let records = JournalSamples.records(50, seed: 13).map {
                JournalRecord(
                    "frame", at: $0.at, uptime: $0.uptime, run: $0.run, fields: $0.fields, body: $0.body)
            }
            let expected = zip(1..., records).map { "\($0) frame \($1.body.count)\n" }.joined()
            let journal = directory.file("journal")
            try await JournalSamples.with(journal) { writer in
                for record in records { _ = try await writer.append(record) }
                let path = "\(journal)/\(try JournalSamples.segments(journal)[0])"
                // The member is still open here, and the reader must not mind.
                #expect(
                    try JournalSamples.run(["python3", directory.file("reader.py"), path]).output == expected)
            }
            let path = "\(journal)/\(try JournalSamples.segments(journal)[0])"
            #expect(
                try JournalSamples.run(["python3", directory.file("reader.py"), path]).output == expected)
            let text = try JournalSamples.run(["zcat", path])
            #expect(text.status == 0)
            #expect(
                text.output.split(separator: "\n").filter { $0.contains("\"kind\":\"frame\"") }.count == 50)
        }
    }

    @Test(arguments: [
        "20261120T17Z-0000000000000042.jnl.gz", "20261120T00Z-0000000000000001_3.jnl.gz",
    ])
    func aNameIsReadBack(_ text: String) {
        #expect(JournalSegmentName(text)?.text == text)
    }

    @Test(arguments: [
        "", "lock", ".jnl.gz", "20261120T17Z-42.jnl.gz", "20261120T24Z-0000000000000042.jnl.gz",
        "20261120T17Z-0000000000000042_0.jnl.gz", "20261120T17Z--000000000000042.jnl.gz",
        "20261120T17Z-0000000000000042.jnl", "20261320T17Z-0000000000000042.jnl.gz",
    ])
    func otherNamesAreNone(_ text: String) {
        #expect(JournalSegmentName(text) == nil)
    }
}
