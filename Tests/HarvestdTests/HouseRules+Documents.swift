extension HouseRules {
    /// Work left over is an issue, not a mark in a file.
    static func unfinishedMarks(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        // Put together here, because this file is read by the rule too.
        let marks: Set<Substring> = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]
        return file.lines.enumerated().filter { line in
            marks.contains(where: line.element.contains)
                && line.element.split { !$0.isLetter && $0 != "_" }.contains(where: marks.contains)
        }.map { file.violation($0.offset + 1, "unfinished mark: do it now or write an issue") }
    }

    /// Nothing in the repository knows the machine it was written on.
    static func foreignPaths(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        let places = ["/wo" + "rk/", "/ho" + "me/", "/tmp/ba" + "sh"]
        return file.lines.enumerated().filter { line in places.contains { line.element.contains($0) } }
            .map { file.violation($0.offset + 1, "path of one machine: make it relative to the package") }
    }

    /// A test runs and can fail, or it is not there.
    static func switchedOffTests(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        guard file.isUnder(["Tests/"]) else { return [] }
        let words = [".disab" + "led(", "withKnown" + "Issue", "XCT" + "Skip"]
        let empty = ["#expect(tr" + "ue)", "#expect(Bool(tr" + "ue))"]
        return (words + empty).flatMap { word in
            file.codeLines(with: word).map {
                file.violation($0, "\(word) proves nothing: mend the test or remove it")
            }
        }
    }

    /// Decision records are numbered from 0001 without gap or double, and each has its three parts.
    static func decisions(_ files: [HouseRulesFile]) -> [HouseRulesViolation] {
        let records = files.filter { $0.isUnder(["docs/decisions/"]) && $0.path.hasSuffix(".md") }
            .sorted { $0.path < $1.path }
        var found: [HouseRulesViolation] = []
        for (index, record) in records.enumerated() {
            let number = String(String(index + 10_001).dropFirst())
            if !record.baseName.hasPrefix(number + "-") {
                found.append(
                    record.violation(1, "this record's number should be \(number): no gap, no double"))
            }
            for part in ["## Motivation", "## Decision", "## Alternatives"] where !record.lines.contains(part)
            {
                found.append(record.violation(1, "no section \(part)"))
            }
        }
        return found
    }

    static func changelog(_ files: [HouseRulesFile]) -> [HouseRulesViolation] {
        let log = files.first { $0.path == "CHANGELOG.md" }
        guard log?.lines.contains("## [Unreleased]") != true else { return [] }
        return [HouseRulesViolation(path: "CHANGELOG.md", line: 1, advice: "no section ## [Unreleased]")]
    }

    /// Links between documents lead somewhere.
    static func deadLinks(_ files: [HouseRulesFile], paths: Set<String>) -> [HouseRulesViolation] {
        files.filter { $0.path.hasSuffix(".md") }.flatMap { file in
            file.lines.enumerated().flatMap { line in
                links(in: line.element).filter { !leads($0, from: file.path, paths: paths) }
                    .map { file.violation(line.offset + 1, "the link to \($0) leads nowhere") }
            }
        }
    }

    /// Every `make word` in the documents is a word the Makefile knows.
    static func makeWords(_ files: [HouseRulesFile]) -> [HouseRulesViolation] {
        let targets = Set(
            (files.first { $0.path == "Makefile" }?.lines ?? []).compactMap { line in
                line.firstIndex(of: ":").map { String(line[..<$0]) }
            })
        return files.filter { $0.path.hasSuffix(".md") }.flatMap { file in
            file.lines.enumerated().flatMap { line in
                makeWords(in: line.element).filter { !targets.contains($0) }
                    .map { file.violation(line.offset + 1, "the Makefile has no word \($0)") }
            }
        }
    }

    private static func links(in line: String) -> [String] {
        line.split(separator: "]", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
            guard rest.hasPrefix("("), let end = rest.firstIndex(of: ")") else { return nil }
            let target = rest[rest.index(after: rest.startIndex)..<end].prefix { $0 != "#" }
            return target.isEmpty || target.contains(":") ? nil : String(target)
        }
    }

    private static func leads(_ link: String, from path: String, paths: Set<String>) -> Bool {
        var parts = path.split(separator: "/").dropLast()
        for part in link.split(separator: "/") {
            if part == ".." { parts = parts.dropLast() } else if part != "." { parts.append(part) }
        }
        let target = parts.joined(separator: "/")
        return paths.contains(target) || paths.contains { $0.hasPrefix(target + "/") }
    }

    /// Words behind `make` where it is a command: in back quotes, or at the start of a line.
    private static func makeWords(in line: String) -> [String] {
        let commands = line.split(separator: "`") + (line.hasPrefix("make ") ? [line[...]] : [])
        return commands.filter { $0.hasPrefix("make ") }.map {
            String($0.dropFirst("make ".count).prefix { $0.isLowercase })
        }.filter { !$0.isEmpty }
    }
}
