import Foundation
import Testing

@testable import harvestd

/// Holds docs/OPERATIONS.md to what the program does.
@Suite struct OperationsPageTests {
    @Test(arguments: ExitCode.allCases)
    func everyExitCodeStandsOnThePageInTheProgramsWords(_ code: ExitCode) throws {
        let path = HouseRulesRepository.root.appending(path: "docs/OPERATIONS.md")
        let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
        let isThere = lines.contains("| \(code.rawValue) | \(code.summary) |")
        #expect(isThere, "docs/OPERATIONS.md has no line | \(code.rawValue) | \(code.summary) |")
    }
}
