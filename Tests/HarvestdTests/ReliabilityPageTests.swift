import Foundation
import Testing

/// Holds docs/RELIABILITY.md to the tests that it names.
@Suite struct ReliabilityPageTests {
    private static let faults =
        ["F-1", "F-4", "F-5", "F-7"] + (Array(8...19) + Array(26...42)).map { "F-\($0)" }

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

    /// Whether a cell names a test or a reason to have none, by itself or in a section that it points to.
    private static func isProof(_ cell: Substring, on page: String) -> Bool {
        let sections = page.split(separator: "\n## ")
        let linked = cell.matches(of: /\(#([a-z-]+)\)/).flatMap { link in
            sections.filter { $0.prefix { $0 != "\n" }.lowercased() == link.1 }
        }
        return ([cell] + linked).contains { text in
            text.contains("out of scope") || text.contains(/`[A-Z][A-Za-z]+Tests\.[a-z][A-Za-z]+`/)
        }
    }

    @Test(arguments: faults)
    func everyFaultHasItsTestOrSaysWhyItHasNone(_ fault: String) throws {
        let proof = try #require(Self.cells(of: fault).last)
        #expect(Self.isProof(proof, on: try Self.text("docs/RELIABILITY.md")), "\(fault): \(proof)")
    }

    @Test(arguments: [
        ("`SomeTests.holds`", true), ("out of scope, because", true), ("see [Told](#told)", true),
        ("see [Reasoned](#reasoned)", true), ("see below", false), ("see [Empty](#empty)", false),
        ("see [Scripted](#scripted)", false), ("see [Missing](#missing)", false), ("`SomeTests`", false),
    ])
    func aPointerIsNoProof(cell: Substring, isProof: Bool) {
        let page = """
            # Page

            ## Told
            By `SomeTests.holds`.

            ## Reasoned
            That is out of scope.

            ## Scripted
            By `scripts/a.sh`; `SomeTests` do it, too.

            ## Empty
            """
        #expect(Self.isProof(cell, on: page) == isProof)
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
