extension HouseRules {
    /// `Task {`, `Task(` and `Task.detached` start work that nobody awaits.
    static func unstructuredTasks(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        guard file.isUnder(["Sources/"]), !permittedTasks.contains(file.path) else { return [] }
        return file.offsets(after: "Task").filter { offset in
            let next = afterGenerics(file.code(from: offset))
            return ["{", "(", ".detached", ".init", ".immediate"].contains(where: next.hasPrefix)
        }.map {
            file.violation(file.line(at: $0), "unstructured task: make it a child of a task group in run()")
        }
    }

    /// The time of day, sleep and chance come in from outside.
    static func ambientTime(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        guard file.isSwift, !file.isUnder(ambientFolders) else { return [] }
        let needles = [
            "Date()", "Date.now", "ContinuousClock()", "ContinuousClock.now", "SuspendingClock", "Task.sleep",
            "DispatchTime.now", "SystemRandomNumberGenerator",
        ]
        let found = needles.flatMap { needle in
            file.codeLines(with: needle).map {
                file.violation($0, "\(needle): take an EngineClock or a generator")
            }
        }
        let chance = file.offsets(after: "random").filter { offset in
            let call = file.code(from: offset)
            let before = offset - "random".utf8.count - 1
            return call.hasPrefix("(") && before >= 0 && file.code[before] == UInt8(ascii: ".")
                && !parentheses(call).contains("using:")
        }
        return found
            + chance.map { file.violation(file.line(at: $0), ".random( without using: take a generator") }
    }

    /// Tests wait for facts.
    static func sleepingTests(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        guard file.isUnder(["Tests/"]), !file.isUnder(["Tests/HarvestTestSupport/"]) else { return [] }
        return ["Task.sleep", "Thread.sleep", "usleep("].flatMap { needle in
            file.codeLines(with: needle).map {
                file.violation($0, "\(needle) in a test: wait for a fact instead")
            }
        }
    }

    /// `try?` throws an error away; a comment on its line or the line above says why that is right.
    static func silentTry(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        file.codeLines(with: "try?").filter { !hasComment(file, $0) && !hasComment(file, $0 - 1) }.map {
            file.violation($0, "try? without a reason: say in a comment right above why silence is right")
        }
    }

    /// What the compiler cannot check stands at the door to C, with its proof.
    static func unprovenPromises(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        guard file.isSwift else { return [] }
        return ["@unchecked Sendable", "nonisolated(unsafe)"].flatMap { promise in
            file.codeLines(with: promise).compactMap { line in
                if !file.isUnder(doorsToC) {
                    return file.violation(line, "\(promise) away from the door to C: use an actor or Locked")
                }
                let near = file.commentLines[max(0, line - 8)..<min(file.commentLines.count, line + 4)]
                guard !near.contains(where: { $0.lowercased().contains("proof") }) else { return nil }
                return file.violation(line, "\(promise) without a comment that begins with Proof")
            }
        }
    }

    /// Libraries report events; only the program writes to the terminal.
    static func printing(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        guard file.isUnder(["Sources/Harvest"]) else { return [] }
        return ["print", "debugPrint", "dump", "NSLog"].flatMap { word in
            file.offsets(after: word).filter { offset in
                let before = file.code[..<(offset - word.utf8.count)].last { $0 != UInt8(ascii: " ") }
                let isCall = file.code(from: offset).hasPrefix("(") && before != UInt8(ascii: ".")
                return isCall && !file.codeLines[file.line(at: offset) - 1].contains("func \(word)")
            }.map { file.violation(file.line(at: $0), "\(word)( in a library: report an EngineEvent") }
        }
    }

    /// Swift's streams buffer without limit unless told otherwise.
    static func unboundedStreams(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        guard file.isSwift else { return [] }
        let offsets = ["AsyncStream", "AsyncThrowingStream"].flatMap(file.offsets(after:))
        return offsets.filter { offset in
            var call = afterGenerics(file.code(from: offset))
            if call.hasPrefix(".makeStream") { call = String(call.dropFirst(".makeStream".count)) }
            guard call.hasPrefix("(") || call.hasPrefix("{") else { return false }
            return !parentheses(call).contains(".buffering")
        }.map {
            file.violation(
                file.line(at: $0), "stream without a bound: pass .bufferingNewest or .bufferingOldest")
        }
    }

    /// Values are bound, names come from the table descriptions, in the files that write SQL.
    static func interpolatedSQL(_ file: HouseRulesFile) -> [HouseRulesViolation] {
        guard file.isUnder(["Sources/"]), !file.isUnder(["Sources/HarvestStore/Schema/"]),
            !permittedSQL.contains(file.path)
        else { return [] }
        let verbs = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "DROP ", "ALTER ", "COPY "]
        return file.literals.filter { literal in
            let text = literal.text.drop { $0.isWhitespace }
            return verbs.contains(where: text.hasPrefix) && interpolates(text)
        }.map {
            file.violation(
                file.line(at: $0.offset),
                "value inside SQL text: bind it; a name goes through SQLText, which quotes it")
        }
    }

    /// Whether a literal holds an interpolation that `SQLText` does not quote.
    private static func interpolates(_ text: Substring) -> Bool {
        let parts = text.replacing("\\(", with: "\u{0}").split(
            separator: "\u{0}", omittingEmptySubsequences: false)
        return parts.dropFirst().contains { !$0.hasPrefix("SQLText.") }
    }

    private static func hasComment(_ file: HouseRulesFile, _ line: Int) -> Bool {
        line >= 1 && file.commentLines[line - 1].contains { $0 != " " }
    }

    private static func afterGenerics(_ code: String) -> String {
        guard code.hasPrefix("<") else { return code }
        var depth = 0
        for (index, character) in zip(code.indices, code) {
            depth += character == "<" ? 1 : character == ">" ? -1 : 0
            if depth == 0 { return String(code[code.index(after: index)...].drop { $0 == " " }) }
        }
        return code
    }

    /// The code from the parenthesis it begins with to its partner; empty when it begins otherwise.
    private static func parentheses(_ code: String) -> String {
        guard code.hasPrefix("(") else { return "" }
        var depth = 0
        for (index, character) in zip(code.indices, code) {
            depth += character == "(" ? 1 : character == ")" ? -1 : 0
            if depth == 0 { return String(code[...index]) }
        }
        return code
    }
}
