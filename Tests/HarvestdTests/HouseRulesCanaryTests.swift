import Testing

/// A rule that sees nothing would always hold, so each one is shown something to see.
@Suite struct HouseRulesCanaryTests {
    @Test(arguments: HouseRulesCanary.all)
    func theRuleSeesThePlantedViolationAndNothingElse(_ canary: HouseRulesCanary) {
        #expect(!canary.rule(canary.bad).isEmpty, "not seen")
        #expect(canary.rule(canary.good) == [], "seen where nothing is wrong")
    }

    @Test func violationsNameFileLineAndRemedy() {
        let file = HouseRulesFile(path: "Sources/HarvestCore/A.swift", text: "enum A {}\n\nlet a = Date()\n")
        let text = HouseRules.ambientTime(file).map(\.description)
        #expect(text == ["Sources/HarvestCore/A.swift:3: Date(): take an EngineClock or a generator"])
    }

    @Test func literalsAndCommentsAreNoCode() {
        let text = ##"""
            let a = "x \(try? f("y)")) z" // Date()
            let b = #"raw \(no) "quoted" \#(Date())"# /* outer /* inner */ still */ + 1
            """##
        let file = HouseRulesFile(path: "A.swift", text: text)
        #expect(file.codeLines(with: "try? f(") == [1])
        #expect(file.codeLines(with: "Date()") == [2])
        #expect(!file.codeLines.joined().contains("no"))
        #expect(file.codeLines[1].hasSuffix("+ 1"))
        #expect(file.literals.map(\.text).contains("y)"))
    }

    @Test func aHeadOverSeveralLinesHasItsBody() {
        let code = "func a(\n    b: Int\n) async throws\n    -> Int\nwhere T: U {\n\n\n}\n"
        let body = HouseRulesBody(code: Array(code.utf8), from: 4)
        #expect(body.map { $0.end - $0.start } == 4)
    }

    @Test func theMedianIsOverSourcesOnly() {
        let long = (0..<3).map { HouseRulesFile(path: "Sources/\($0).swift", text: lines(131)) }
        let tests = (0..<9).map { HouseRulesFile(path: "Tests/\($0).swift", text: lines(1)) }
        #expect(HouseRules.medianLength(long + tests).count == 1)
        #expect(HouseRules.medianLength(tests + long.prefix(0)).isEmpty)
    }

    @Test func decisionsMustCountUp() {
        let parts = "# A\n## Motivation\n## Decision\n## Alternatives\n"
        let first = HouseRulesFile(path: "docs/decisions/0001-a.md", text: parts)
        let double = HouseRulesFile(path: "docs/decisions/0001-b.md", text: parts)
        let third = HouseRulesFile(path: "docs/decisions/0003-c.md", text: "# C\n")
        #expect(HouseRules.decisions([first]).isEmpty)
        #expect(HouseRules.decisions([first, double]).map(\.path) == ["docs/decisions/0001-b.md"])
        #expect(HouseRules.decisions([first, third]).count == 4)
    }

    @Test func theChangelogMustHaveItsOpenSection() {
        let closed = HouseRulesFile(path: "CHANGELOG.md", text: "## [1.0.0]\n")
        let open = HouseRulesFile(path: "CHANGELOG.md", text: "## [Unreleased]\n")
        #expect(HouseRules.changelog([closed]).count == 1)
        #expect(HouseRules.changelog([open]).isEmpty)
    }

    @Test func linksAndCommandsMustExist() {
        let make = HouseRulesFile(path: "Makefile", text: "test: setup ## Run\n")
        let text =
            "[a](../README.md#top) [b](gone.md) [c](https://x.org)\nmake test\n`make nothing`\nthey make do\n"
        let page = HouseRulesFile(path: "docs/A.md", text: text)
        let dead = HouseRules.deadLinks([page], paths: ["README.md"])
        #expect(dead.map(\.advice) == ["the link to gone.md leads nowhere"])
        #expect(HouseRules.makeWords([make, page]).map(\.advice) == ["the Makefile has no word nothing"])
    }

    private func lines(_ count: Int) -> String { String(repeating: "\n", count: count) }
}
