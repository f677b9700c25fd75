extension HouseRulesCanary {
    /// At least one planted violation for each rule over a single file.
    static let all = layout + types + imports + tasks + time + promises + calls + documents

    private static let layout = [
        HouseRulesCanary(
            "long file", HouseRules.fileLength, bad: String(repeating: "\n", count: 401),
            good: String(repeating: "\n", count: 400)),
        HouseRulesCanary(
            "long line", HouseRules.lineLength, bad: String(repeating: "a", count: 111),
            good: String(repeating: "é", count: 110)),
        HouseRulesCanary("long function", HouseRules.functionLength, bad: function(41), good: function(40)),
        HouseRulesCanary(
            "long initialiser", HouseRules.functionLength,
            bad: "struct A {\n" + function(41).replacing("func a", with: "init") + "}",
            good: "protocol A {\n    func a() async throws\n    init()\n}\n" + blanks(50)),
        HouseRulesCanary("empty file", HouseRules.emptyFile, bad: "// Nothing yet.\n", good: "let a = 1\n"),
        HouseRulesCanary(
            "placeholder", HouseRules.emptyFile, at: "Sources/A/Placeholder.swift",
            goodAt: "Sources/A/A.swift", bad: "enum A {}\n", good: "enum A {}\n"),
        HouseRulesCanary(
            "banner", HouseRules.banners, bad: "enum A {}\n// MARK: - Things\n",
            good: "enum A {}\n// Marks are things.\n"),
        HouseRulesCanary(
            "file header", HouseRules.banners, bad: "// A.swift\nenum A {}\n",
            good: "/// Things.\nenum A {}\n"),
    ]

    private static let types = [
        HouseRulesCanary(
            "two types", HouseRules.typePerFile, bad: "struct A {}\npublic final class B {}\n",
            good: "struct A { struct B {} }\nprivate struct C {}\nextension Int {}\n"),
        HouseRulesCanary(
            "wrong name", HouseRules.typePerFile, bad: "struct B {}\n",
            good: "@MainActor public enum A {}\n"),
        HouseRulesCanary(
            "aspect of another type", HouseRules.typePerFile, at: "Sources/HarvestStore/A+B.swift",
            bad: "extension C {}\n", good: "extension A {}\nprivate enum D {}\n"),
        HouseRulesCanary(
            "free functions", HouseRules.typePerFile, bad: "func a() {}\n",
            good: "public func withStore(_ body: (Int) -> Void) {}\n"),
        HouseRulesCanary(
            "manager", HouseRules.names, bad: "struct JobManager {}\n", good: "struct Jobs {}\n"),
        HouseRulesCanary(
            "handle", HouseRules.names, bad: "func handleMessage() {}\n", good: "let handleCount = 1\n"),
        HouseRulesCanary(
            "file of helpers", HouseRules.names, at: "Sources/HarvestCore/Helpers/A.swift",
            goodAt: "Sources/HarvestCore/Market/A.swift", bad: "enum A {}\n", good: "enum A {}\n"),
        HouseRulesCanary(
            "history", HouseRules.names, bad: "struct StoreV2 {}\n", good: "struct NewestRow {}\n"),
    ]

    private static let imports = [
        HouseRulesCanary(
            "bare import", HouseRules.importLevels, bad: "import Foundation\n",
            good: "internal import Foundation\n"),
        HouseRulesCanary(
            "Foundation in the core", HouseRules.coreImports, at: "Sources/HarvestCore/A.swift",
            bad: "internal import Foundation\n", good: "internal import Synchronization\n"),
        HouseRulesCanary(
            "Glibc in the core", HouseRules.coreImports, at: "Sources/HarvestCore/A.swift",
            bad: "#if TSAN\n#else\n    internal import Glibc\n#endif\n",
            good: "#if TSAN\n    internal import Glibc\n#endif\n"),
        HouseRulesCanary(
            "C in the core", HouseRules.coreImports, at: "Sources/HarvestCore/A.swift",
            bad: "internal import CSHA1\n",
            good: "#if canImport(CSHA1)\n    internal import CSHA1\n#endif\n"),
        HouseRulesCanary(
            "networking", HouseRules.networkingOfFoundation, bad: "internal import FoundationNetworking\n",
            good: "// import FoundationNetworking\n"),
    ]

    private static let tasks = [
        HouseRulesCanary(
            "task", HouseRules.unstructuredTasks, bad: "let a = Task<Void, Never> { }\n",
            good: "try Task.checkCancellation()\nwithTaskGroup(of: Void.self) { _ in }\n"),
        HouseRulesCanary(
            "detached task", HouseRules.unstructuredTasks, bad: "Task.detached { }\n",
            good: "let a = \"Task {\" // Task {\n"),
        HouseRulesCanary(
            "stream", HouseRules.unboundedStreams, bad: "let (a, b) = AsyncStream<Int>.makeStream()\n",
            good:
                "let a = AsyncStream<Int>.makeStream(bufferingPolicy: .bufferingNewest(1))\n"
                + "let b: AsyncStream<Int>\n"
        ),
        HouseRulesCanary(
            "stream with a closure", HouseRules.unboundedStreams,
            bad: "AsyncThrowingStream { $0.finish() }\n",
            good: "AsyncThrowingStream(bufferingPolicy: .bufferingOldest(8)) { $0.finish() }\n"),
    ]

    private static let time = [
        HouseRulesCanary(
            "date", HouseRules.ambientTime, goodAt: "Sources/harvestd/A.swift", bad: "let a = Date()\n",
            good: "let a = Date()\n"),
        HouseRulesCanary(
            "sleep", HouseRules.ambientTime, bad: "try await Task.sleep(for: .seconds(1))\n",
            good: "try await clock.sleep(for: .seconds(1))\n"),
        HouseRulesCanary(
            "chance", HouseRules.ambientTime, bad: "let a = Int.random(in: 0..<2)\n",
            good: "let a = Int.random(in: f(0)..<2, using: &generator)\n"),
        HouseRulesCanary(
            "sleeping test", HouseRules.sleepingTests, at: "Tests/HarvestCoreTests/A.swift",
            bad: "try await Task.sleep(for: .seconds(1))\n", good: "await clock.waitForSleepers(1)\n"),
    ]

    private static let promises = [
        HouseRulesCanary(
            "silent try", HouseRules.silentTry, bad: "let a = 1\nlet b = try? f()\n",
            good: "// No file is as good as an empty one.\nlet b = try? f()\n"),
        HouseRulesCanary(
            "promise away from C", HouseRules.unprovenPromises, at: "Sources/HarvestCore/A.swift",
            bad: "// Proof: none.\nfinal class A: @unchecked Sendable {}\n",
            good: "final class A: Sendable {}\n"),
        HouseRulesCanary(
            "promise without proof", HouseRules.unprovenPromises,
            bad: "nonisolated(unsafe) var a = 1\n",
            good: "// Proof: written once, before any thread starts.\nnonisolated(unsafe) var a = 1\n"),
    ]

    private static let calls = [
        HouseRulesCanary(
            "print", HouseRules.printing, goodAt: "Sources/harvestd/A.swift", bad: "print(\"a\")\n",
            good: "print(\"a\")\n"),
        HouseRulesCanary(
            "print as a word", HouseRules.printing, bad: "if a { debugPrint (a) }\n",
            good: "page.print(a)\nlet b = \"print(a)\"\nfunc print(_ a: Int) {}\n"),
        HouseRulesCanary(
            "SQL", HouseRules.interpolatedSQL, bad: "let a = \"SELECT * FROM \\(table)\"\n",
            good: "let a = \"SELECT 1 FROM \\(SQLText.name(a))\"\nlet b = \"selected \\(count)\"\n"),
        HouseRulesCanary(
            "SQL over lines", HouseRules.interpolatedSQL, goodAt: "Sources/HarvestStore/Schema/Upsert.swift",
            bad: "let a = \"\"\"\n    DELETE FROM a\n    WHERE b = \\(c)\n    \"\"\"\n",
            good: "let a = \"\"\"\n    DELETE FROM a\n    WHERE b = \\(c)\n    \"\"\"\n"),
    ]

    private static let documents = [
        HouseRulesCanary(
            "unfinished", HouseRules.unfinishedMarks, at: "Makefile", bad: "# TO" + "DO: more\n",
            good: "# hacks and toDos\n"),
        HouseRulesCanary(
            "path of one machine", HouseRules.foreignPaths, at: "docs/A.md", bad: "see /wo" + "rk/a\n",
            good: "see ../shared/a and https://example.org/network/b\n"),
        HouseRulesCanary(
            "switched off", HouseRules.switchedOffTests, at: "Tests/HarvestCoreTests/A.swift",
            bad: "@Test(.disab" + "led(\"slow\")) func a() {}\n", good: "@Test func a() { #expect(b) }\n"),
        HouseRulesCanary(
            "proves nothing", HouseRules.switchedOffTests, at: "Tests/HarvestCoreTests/A.swift",
            bad: "#expect(tr" + "ue)\n", good: "#expect(trueCount == 1)\n"),
    ]

    private static func function(_ lineCount: Int) -> String { "func a() {\n\(blanks(lineCount - 2))}\n" }

    private static func blanks(_ count: Int) -> String { String(repeating: "\n", count: count) }
}
