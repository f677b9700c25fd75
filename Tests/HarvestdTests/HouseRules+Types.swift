extension HouseRules {
    /// One type a file, and the file has its name; `Type+Aspect.swift` extends the type, or the types whose
    /// names begin with it. A file of `with…` functions, which lend something, may be named freely.
    static func typePerFile(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        guard file.isSwift, file.baseName != "Package" else { return [] }
        let declared = declarations(of: file)
        let types = declared.filter { $0.kind != "extension" && !$0.isPrivate }
        let stem = String(file.baseName.prefix { $0 != "+" })
        var found = types.filter { $0.name != stem }.map {
            file.violation(
                $0.line, "\($0.name) stands in \(file.baseName).swift: give it a file of its own name")
        }
        let extended = declared.filter { $0.kind == "extension" }
        let isExtended = extended.contains { $0.name.split(separator: ".").contains { $0.hasPrefix(stem) } }
        let lends = file.codeLines.contains { $0.contains("func with") && !$0.hasPrefix(" ") }
        if types.isEmpty, !isExtended, !lends, !declared.isEmpty || !file.isUnder(["Tests/"]) {
            found.append(file.violation(1, "no type named \(stem): name the file after what it declares"))
        }
        return found
    }

    /// Empty words and words of history in the names of types, functions and files.
    static func names(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        guard file.isSwift else { return [] }
        var found: [HouseRulesViolation] = []
        for component in file.path.split(separator: "/") {
            let name = component.prefix { $0 != "." }
            found += complaints(about: String(name), isFunction: false).map { file.violation(1, $0) }
        }
        for keyword in typeKeywords.subtracting(["extension"]).union(["func"]) {
            for offset in file.offsets(after: keyword) {
                let name = file.code(from: offset).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                let line = file.line(at: offset)
                found += complaints(about: String(name), isFunction: keyword == "func")
                    .map { file.violation(line, $0) }
            }
        }
        return found
    }

    private static let typeKeywords: Set<String> = [
        "struct", "class", "enum", "actor", "protocol", "typealias", "extension",
    ]

    private struct Declaration {
        let kind: String
        let name: String
        let line: Int
        let isPrivate: Bool
    }

    /// The types and extensions at the top level of a file.
    private static func declarations(of file: HouseRulesFile) -> [Declaration] {
        var depth = 0
        var found: [Declaration] = []
        for (index, line) in file.codeLines.enumerated() {
            if depth == 0, let declaration = declaration(in: line, number: index + 1) {
                found.append(declaration)
            }
            for byte in line.utf8 {
                if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: "}") || byte == UInt8(ascii: ")") { depth -= 1 }
            }
        }
        return found
    }

    private static func declaration(in line: String, number: Int) -> Declaration? {
        let words = line.split(separator: " ")
        let isOther = ["func", "let", "var"].contains(where: words.contains)
        guard !isOther, let index = words.firstIndex(where: { typeKeywords.contains(String($0)) }),
            index + 1 < words.count
        else { return nil }
        let before = words[..<index]
        return Declaration(
            kind: String(words[index]), name: String(words[index + 1].prefix { !":<({".contains($0) }),
            line: number, isPrivate: before.contains("private") || before.contains("fileprivate"))
    }

    private static func complaints(about name: String, isFunction: Bool) -> [String] {
        let words = words(of: name)
        var found = words.compactMap { word in
            emptyWords[word].map { "the word \(word) in \(name) says nothing: \($0)" }
        }
        if isFunction, words.first == "Handle" {
            found.append("the word handle in \(name) says nothing: name the fact that happened")
        }
        let ends = Set([words.first, words.last].compactMap(\.self))
        if !isFunction, !ends.isDisjoint(with: wordsOfHistory) {
            found.append("\(name) tells history: say what is different about it")
        }
        return found
    }

    /// `urlHandleV2` → `Url`, `Handle`, `V2`.
    private static func words(of name: String) -> [String] {
        var words: [String] = []
        for character in name where character.isLetter || character.isNumber {
            if words.isEmpty || character.isUppercase {
                words.append(character.uppercased())
            } else {
                words[words.count - 1].append(character)
            }
        }
        return words
    }
}
