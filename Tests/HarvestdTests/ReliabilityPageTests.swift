import Foundation
import Testing

/// Holds docs/RELIABILITY.md to the tests that it names.
@Suite struct ReliabilityPageTests {
    private static let faults = ["F-1", "F-5", "F-7"] + (Array(8...19) + Array(26...41)).map { "F-\($0)" }

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: HouseRulesRepository.root.appending(path: path), encoding: .utf8)
    }

    /// The row of a fault, as its cells.
    private static func cells(of fault: String) throws -> [Substring] {
        let rows = try text("docs/RELIABILITY.md").split(separator: "\n").filter {
            $0.hasPrefix("| \(fault) |")
        }
        #expect(rows.count == 1, "\(fault) has \(rows.count) rows")
        return rows.first?.split(separator: "|") ?? []
    }

    @Test(arguments: faults)
    func everyFaultHasItsTestOrSaysWhyItHasNone(_ fault: String) throws {
        let proof = try #require(Self.cells(of: fault).last)
        let namesATest = proof.contains("Tests.")
        #expect(namesATest || proof.contains("see below") || proof.contains("out of scope"), "\(proof)")
    }

    @Test func everyTestThatIsNamedExists() throws {
        let files = try FileManager.default.subpathsOfDirectory(
            atPath: HouseRulesRepository.root.appending(path: "Tests").path)
        let named = try Self.text("docs/RELIABILITY.md").split(separator: "`").filter {
            $0.contains("Tests.") && !$0.contains(" ") && !$0.contains("\n")
        }
        #expect(Set(named).count > 60)
        for name in Set(named) {
            let parts = name.split(separator: ".")
            let suites = files.filter {
                $0.hasSuffix("/\(parts[0]).swift") || $0.contains("/\(parts[0])+")
            }
            let isThere = try suites.contains { try Self.text("Tests/\($0)").contains("func \(parts[1])(") }
            #expect(isThere, "no test \(name)")
        }
    }
}
