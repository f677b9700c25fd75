import HarvestCore
import Testing

/// Every Swift block of the documentation is code that was compiled and run just now, and prints what the
/// page says.
@Suite struct DocumentationExampleTests {
    private static let catalogue = "Sources/HarvestCore/HarvestCore.docc/"

    @Test func theTutorialPrintsWhatItSays() throws {
        let example = FirstBookExample()
        try example.run()
        try compare("\(Self.catalogue)FirstBook.md", with: example, "FirstBookExample")
    }

    @Test func theArticlePrintsWhatItSays() throws {
        let example = BookEngineExample()
        try example.run()
        try compare("\(Self.catalogue)BookEngine.md", with: example, "BookEngineExample")
    }

    @Test func theFirstPagePrintsWhatItSays() async throws {
        let example = OverviewExample()
        let receipts = try await example.run()
        #expect(receipts.count == 1)
        try compare("\(Self.catalogue)HarvestCore.md", with: example, "OverviewExample")
    }

    @Test func theReadmePrintsWhatItSays() throws {
        let example = ReadmeExample()
        try example.run()
        try compare("README.md", with: example, "ReadmeExample")
    }

    @Test func theMadeUpBookHasItsTwoPathsAndItsHash() throws {
        var parser = BookParser()
        let snapshot = try parser.snapshot(of: MadeUpMarket().recorded)
        #expect(parser.generalCount == 0)
        #expect(BookHash.verify(snapshot) == .lastTrade)
    }

    @Test func aChangedBlockIsNoticed() throws {
        let source = ["    let one = 1", "", "    print(one)"]
        #expect(DocumentedPage.stands(["let one = 1", "", "print(one)"], in: source))
        #expect(!DocumentedPage.stands(["let one = 1", "print(one)"], in: source))
        #expect(!DocumentedPage.stands(["let one = 2"], in: source))
    }

    private func compare(_ path: String, with example: ExampleCode, _ name: String) throws {
        let page = try DocumentedPage(path)
        let folder = "Tests/HarvestCoreTests/Documentation/"
        let source = try ["MadeUpMarket", name].flatMap {
            try DocumentedPage.lines(of: "\(folder)\($0).swift")
        }
        #expect(!page.swiftBlocks.isEmpty, "no Swift block in \(path)")
        for block in page.swiftBlocks {
            #expect(
                DocumentedPage.stands(block, in: source),
                "\(name).swift does not contain this block of \(path):\n\(block.joined(separator: "\n"))")
        }
        #expect(page.printed == example.printed, "printed:\n\(example.printed.joined(separator: "\n"))")
    }
}
