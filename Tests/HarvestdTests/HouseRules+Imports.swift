extension HouseRules {
    /// Every import under Sources says who may see it.
    static func importLevels(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        guard file.isUnder(["Sources/"]) else { return [] }
        return imports(of: file).filter { $0.words.first == "import" }.map {
            file.violation($0.line, "import without access level: write internal import \($0.module)")
        }
    }

    /// HarvestCore is embedded alone: it knows the standard library and locks, nothing else but what is left
    /// out where it is missing.
    static func coreImports(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        guard file.isUnder(["Sources/HarvestCore/"]) else { return [] }
        return imports(of: file).filter { found in
            found.module != "Synchronization"
                && !(permittedCoreImports[found.module].map(found.conditions.contains) ?? false)
        }.map {
            file.violation(
                $0.line, "HarvestCore must not import \($0.module): put what needs it into another target")
        }
    }

    static func networkingOfFoundation(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        imports(of: file).filter { $0.module == "FoundationNetworking" }.map {
            file.violation($0.line, "FoundationNetworking links a second libcurl: use the transport")
        }
    }

    private struct Import {
        let line: Int
        let words: [String]
        let module: String
        let conditions: [String]
    }

    private static func imports(of file: HouseRulesFile) -> [Import] {
        var conditions: [String] = []
        var found: [Import] = []
        for (index, line) in file.codeLines.enumerated() {
            let words = line.split(separator: " ").map(String.init)
            switch words.first {
            case "#if": conditions.append(words.dropFirst().joined(separator: " "))
            case "#else", "#elseif": if !conditions.isEmpty { conditions[conditions.count - 1] = "else" }
            case "#endif": _ = conditions.popLast()
            default: break
            }
            guard let position = words.firstIndex(of: "import"), let module = words.last,
                position + 1 < words.count, words[..<position].allSatisfy(isModifier)
            else { continue }
            found.append(
                Import(
                    line: index + 1, words: words, module: String(module.prefix { $0 != "." }),
                    conditions: conditions))
        }
        return found
    }

    private static func isModifier(_ word: String) -> Bool {
        word.hasPrefix("@") || ["public", "package", "internal", "fileprivate", "private"].contains(word)
    }
}
