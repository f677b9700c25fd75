import Foundation
import Testing

@testable import harvestd

@Suite struct ErrorCatalogueTests {
    @Test func everyCodeStandsOnceAndInOrder() {
        let codes = ErrorCatalogue.all.map(\.code)
        #expect(codes == codes.sorted())
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy(ErrorCatalogue.isCode))
    }

    @Test func everyCodeInTheSourcesIsExplained() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")
        let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
        var found: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: #/"(E[1-5][0-9]{3})"/#) { found.insert(String(match.1)) }
        }
        #expect(found.count > 50)
        #expect(found.subtracting(ErrorCatalogue.all.map(\.code)).sorted() == [])
    }

    @Test(arguments: [
        ("E1101", ExitCode.unavailable), ("E1999", .unavailable), ("E2004", .badInput), ("E2999", .badInput),
        ("E3001", .unavailable), ("E3002", .permission), ("E3003", .permission), ("E3005", .cannotCreate),
        ("E3006", .configuration), ("E3007", .configuration), ("E3010", .locked), ("E3999", .unavailable),
        ("E4002", .usage), ("E4099", .usage), ("E4101", .configuration), ("E4999", .configuration),
        ("E5002", .failure), ("E5999", .failure),
    ])
    func aCodeEndsTheProgramSo(_ code: String, _ exit: ExitCode) {
        #expect(FailureReport(SampleFailure(code: code)).exitCode == exit)
    }
}
