extension HouseRules {
    static func fileLength(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        guard file.isSwift, file.lines.count > longestFile else { return [] }
        return [
            file.violation(
                file.lines.count,
                "file of \(file.lines.count) lines, \(longestFile) at most: move an aspect out")
        ]
    }

    static func medianLength(_ files: [HouseRulesFile]) -> [HouseRulesViolation] {
        let lengths = files.filter { $0.isSwift && $0.isUnder(["Sources/"]) }.map(\.lines.count).sorted()
        guard !lengths.isEmpty, lengths[lengths.count / 2] > greatestMedian else { return [] }
        let advice =
            "median file of \(lengths[lengths.count / 2]) lines, \(greatestMedian) at most: one noun a file"
        return [HouseRulesViolation(path: "Sources", line: 1, advice: advice)]
    }

    static func lineLength(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        guard [".swift", ".h", ".c", ".sh"].contains(where: file.path.hasSuffix) else { return [] }
        return file.lines.enumerated()
            .filter { $0.element.utf8.count > longestLine && $0.element.count > longestLine }
            .map {
                file.violation(
                    $0.offset + 1,
                    "line of \($0.element.count) columns, \(longestLine) at most: run make format;"
                        + " break comments by hand"
                )
            }
    }

    static func emptyFile(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        let hasCode = file.code.contains { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
        guard file.isSwift, !hasCode || file.baseName.lowercased().contains("placeholder") else { return [] }
        return [file.violation(1, "file without content: remove it")]
    }

    static func banners(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        var found: [HouseRulesViolation] = []
        for (index, comment) in file.commentLines.enumerated() {
            let text = comment.drop { " /*".contains($0) }
            let isRule = ["----", "====", "****", "____"].contains(where: text.hasPrefix)
            if text.hasPrefix("MARK:") || isRule {
                found.append(
                    file.violation(index + 1, "banner comment: let types and extensions divide the file"))
            }
        }
        let first = file.lines.first ?? ""
        let isHeader = first.hasPrefix("/*") || first.hasPrefix("//") && !first.hasPrefix("///")
        if file.isSwift, isHeader, !first.hasPrefix("// swift-tools-version") {
            found.append(file.violation(1, "file header: begin with the imports"))
        }
        return found
    }

    static func functionLength(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        functions(of: file).filter { function in
            function.lineCount > longestFunctionByPermission
                || function.lineCount > longestFunction
                    && !permittedFunctions.contains("\(file.path):\(function.name)")
        }.map {
            file.violation(
                $0.line, "\($0.name) has \($0.lineCount) lines, \(longestFunction) at most: name its steps")
        }
    }

    /// The functions with a body, with their length from `func` to the closing brace.
    private static func functions(of file: HouseRulesFile) -> [(name: String, line: Int, lineCount: Int)] {
        ["func", "init", "deinit", "subscript"].flatMap { keyword in
            file.offsets(after: keyword).compactMap { offset in
                let start = offset - keyword.utf8.count
                guard start == 0 || file.code[start - 1] != UInt8(ascii: "."),
                    let body = HouseRulesBody(code: file.code, from: offset)
                else { return nil }
                let name =
                    keyword == "func" ? file.code(from: offset).prefix { !"(<".contains($0) } : keyword[...]
                let first = file.line(at: start)
                return (String(name), first, file.line(at: body.end) - first + 1)
            }
        }
    }
}
