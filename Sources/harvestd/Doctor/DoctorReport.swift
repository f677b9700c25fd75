/// Everything the doctor looked at.
struct DoctorReport: Sendable {
    /// The checks in the order in which they are shown.
    let checks: [DoctorCheck]

    /// How many look like this.
    func count(_ status: DoctorCheck.Status) -> Int { checks.count { $0.status == status } }

    /// A wrong configuration outweighs what was found with it.
    var exitCode: ExitCode {
        if checks.contains(where: { $0.group == "configuration" && $0.status == .failed }) {
            return .configuration
        }
        return count(.failed) > 0 ? .finding : .success
    }

    /// The report for people.
    func text(style: TextStyle) -> String {
        var lines: [String] = []
        var group = ""
        let width = (checks.map { TextWidth.of($0.name) }.max() ?? 0) + 2
        for check in checks {
            if check.group != group {
                group = check.group
                lines.append(style.bold(group))
            }
            let blanks = String(repeating: " ", count: max(0, width - TextWidth.of(check.name)))
            lines.append(
                "  \(Self.mark(check.status, style)) \(check.name)\(blanks)\(SafeText.oneLine(check.detail))")
            if let fix = check.fix { lines.append("              fix: \(SafeText.oneLine(fix))") }
        }
        return (lines + ["", summary]).joined(separator: "\n") + "\n"
    }

    /// The report for programs.
    var json: JSONValue {
        .object([
            "ok": .boolean(exitCode == .success), "exit_code": .integer(Int(exitCode.rawValue)),
            "failed": .integer(count(.failed)), "warnings": .integer(count(.warning)),
            "checks": .array(
                checks.map { check in
                    .object([
                        "group": .string(check.group), "name": .string(check.name),
                        "status": .string(check.status.rawValue),
                        "detail": .string(SafeText.oneLine(check.detail)), "code": .text(check.code),
                        "fix": .text(check.fix.map(SafeText.oneLine)),
                    ])
                }),
        ])
    }

    private var summary: String {
        let parts = [
            "\(count(.ok)) ok", "\(count(.warning)) to think about", "\(count(.failed)) to mend",
            "\(count(.skipped)) skipped",
        ]
        return parts.joined(separator: ", ")
    }

    private static func mark(_ status: DoctorCheck.Status, _ style: TextStyle) -> String {
        switch status {
        case .ok: style.green("✔ ok     ")
        case .warning: style.yellow("▲ warning")
        case .failed: style.red("✖ failed ")
        case .skipped: style.dim("- skipped")
        }
    }
}
